import { envelop, type Plugin, useEngine, useMaskedErrors, useSchema } from '@envelop/core'
import { execute, type GraphQLSchema, parse, specifiedRules, subscribe, validate } from 'graphql'
import type { Config } from '../config.ts'
import { unexpectedMessage } from '../errors/execution-errors.ts'
import { useEventStreamsOnly } from './accept.ts'
import type { ErrorHandler } from './errors.ts'
import { useSubscriptionChecks } from './execution/checks.ts'
import { createExecute, type WrapExecute } from './execution/execute.ts'
import { executeWithGraphqlJs } from './execution/graphql-js.ts'
import { createPlannedExecutor } from './execution/planned-executor.ts'
import { createExplain } from './explain.ts'
import type { ConnectionLimiter } from './limits/connections.ts'
import { createCost } from './limits/cost.ts'
import { createFieldCounter } from './limits/mutations.ts'
import { createLimits } from './limits/plugin.ts'
import type { RateLimiter } from './limits/rate.ts'
import { useStreamLimit } from './limits/streams.ts'
import { createValueBoundsCheck } from './limits/values.ts'
import { createReplicaRouter } from './replicas.ts'
import { useSubscriptions } from './subscriptions/plugin.ts'
import { useValidation } from './validation.ts'

/** Options of `createEngine`. */
export type EngineOptions = {
  readonly schema: GraphQLSchema
  readonly config: Pick<Config, 'execution' | 'introspection' | 'limits'>
  /** True for the text of a document that is exempt from the limits. */
  readonly trusts: (text: string) => boolean
  readonly rate: RateLimiter
  readonly connectionLimiter: ConnectionLimiter
  readonly errorHandler: ErrorHandler
  /** Wraps the execution of every query and mutation. */
  readonly wrapExecute?: WrapExecute | undefined
}

/** The functions of graphql-js that the pipeline calls, with the gateway's plugins around them. */
export type Engine = ReturnType<typeof createEngine>

/** Creates the functions that parse, validate and execute the operations of all transports. */
export function createEngine(options: EngineOptions) {
  const { schema, config, trusts, rate, connectionLimiter, errorHandler, wrapExecute } = options
  const { limits } = config
  const { mask } = errorHandler
  const costOf = createCost(schema)
  const { useTextLimits, checkCost } = createLimits(costOf, limits, trusts)
  const checks = [checkCost, createValueBoundsCheck(schema)]
  const executor =
    config.execution === 'planned' ? createPlannedExecutor(schema)(execute) : executeWithGraphqlJs
  const executeOperation = createExecute({
    checks,
    countFields: createFieldCounter(rate),
    replicas: createReplicaRouter(schema),
    executor,
    explain: createExplain(costOf, limits.cost),
    mask,
  })
  const enveloped = envelop({
    plugins: [
      useEngine({ parse, validate, subscribe, specifiedRules }),
      useSchema(schema),
      useTextLimits,
      useValidation(config),
      useSubscriptionChecks(checks),
      useEventStreamsOnly(),
      useStreamLimit(connectionLimiter, limits),
      useSubscriptions(limits, executor),
      useMaskedSubscriptions(mask),
    ],
  })()
  return { ...enveloped, execute: wrapExecute?.(executeOperation) ?? executeOperation }
}

/** Masks the errors of subscriptions and of their events. */
function useMaskedSubscriptions(mask: ErrorHandler['mask']): Plugin {
  const { onSubscribe } = useMaskedErrors({ maskError: mask, errorMessage: unexpectedMessage })
  return { onSubscribe }
}
