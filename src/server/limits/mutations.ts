import type { Plugin } from '@envelop/core'
import { GraphQLError, OperationTypeNode } from 'graphql'
import type { Context } from '../../schema/context.ts'
import { operationOf } from '../operation.ts'
import { measure } from './measure.ts'
import type { RateLimiter } from './rate.ts'

/**
 * Counts each mutation field of a request as one request of the viewer; the first was counted with the
 * request. Executes none if they exceed the limit together.
 */
export function useMutationRate(rate: RateLimiter): Plugin<Context> {
  return {
    async onExecute({ args, setResultAndStopExecution }) {
      const { viewer } = args.contextValue
      const operation = operationOf(args)
      if (!viewer || operation?.operation !== OperationTypeNode.MUTATION) return
      const more = measure(args.document, operation).rootFields - 1
      if (more === 0) return
      try {
        await rate.take('viewerRequests', viewer.id, more)
      } catch (error) {
        if (!(error instanceof GraphQLError)) throw error
        setResultAndStopExecution({ errors: [error] })
      }
    },
  }
}
