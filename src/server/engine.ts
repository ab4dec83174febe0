import { envelop, type Plugin, useEngine, useMaskedErrors, useSchema } from '@envelop/core'
import { execute, type GraphQLSchema, parse, specifiedRules, subscribe, validate } from 'graphql'
import type { Config } from '../config.ts'
import { unexpectedMessage } from '../errors/execution-errors.ts'
import { useEventStreamsOnly } from './accept.ts'
import type { ErrorHandler } from './errors.ts'
import { useGraphqlJs } from './execution/graphql-js.ts'
import { usePlannedExecution } from './execution/planned-executor.ts'
import { useExplain } from './explain.ts'
import type { ConnectionLimiter } from './limits/connections.ts'
import { createCost } from './limits/cost.ts'
import { useMutationRate } from './limits/mutations.ts'
import { useLimits } from './limits/plugin.ts'
import type { RateLimiter } from './limits/rate.ts'
import { useStreamLimit } from './limits/streams.ts'
import { useValueBounds } from './limits/values.ts'
import { useReplicas } from './replicas.ts'
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
  /** Additional plugins of observers. */
  readonly plugins: readonly Plugin[]
}

/** The functions of graphql-js that the pipeline calls, with the gateway's plugins around them. */
export type Engine = ReturnType<typeof createEngine>

/** Creates the functions that parse, validate and execute the operations of all transports. */
export function createEngine(options: EngineOptions) {
  const { schema, config, trusts, rate, connectionLimiter, errorHandler, plugins } = options
  const { limits } = config
  const costOf = createCost(schema)
  return envelop({
    plugins: [
      useEngine({ parse, validate, execute, subscribe, specifiedRules }),
      useSchema(schema),
      useLimits(costOf, limits, trusts),
      useValueBounds(schema),
      useMutationRate(rate),
      useValidation(config),
      useEventStreamsOnly(),
      useStreamLimit(connectionLimiter, limits),
      useSubscriptions(config.limits),
      useReplicas(schema),
      useExplain(costOf, limits.cost),
      config.execution === 'planned' ? usePlannedExecution(schema) : useGraphqlJs(),
      // Around the complete execution of either executor.
      ...plugins,
      useMaskedErrors({ maskError: errorHandler.mask, errorMessage: unexpectedMessage }),
    ],
  })()
}
