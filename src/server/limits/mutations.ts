import type { Plugin } from '@envelop/core'
import { type DocumentNode, GraphQLError, type OperationDefinitionNode, OperationTypeNode } from 'graphql'
import type { Context } from '../../schema/context.ts'
import { selectOperation } from '../operation.ts'
import { measure } from './measure.ts'
import type { RateLimiter } from './rate.ts'

/**
 * Counts each mutation field of a request as one request of the viewer; the first was counted with the
 * request. Executes none if they exceed the limit together.
 */
export function useMutationRate(rate: RateLimiter): Plugin<Context> {
  const counted = new WeakMap<OperationDefinitionNode, number>()

  /** Returns the number of an operation's fields beyond the first; 0 for a query. */
  function furtherFields(document: DocumentNode, operation: OperationDefinitionNode): number {
    if (operation.operation !== OperationTypeNode.MUTATION) return 0
    const known = counted.get(operation) ?? measure(document, operation).rootFields - 1
    counted.set(operation, known)
    return known
  }

  return {
    // Without a promise, which would make the complete execution asynchronous, where there is nothing to count.
    onExecute({ args, setResultAndStopExecution }) {
      const { viewer } = args.contextValue
      const operation = selectOperation(args)
      const more = operation && furtherFields(args.document, operation)
      if (!viewer || !more) return undefined
      return rate.take('viewerRequests', viewer.id, more)?.catch((error: unknown) => {
        if (!(error instanceof GraphQLError)) throw error
        setResultAndStopExecution({ errors: [error] })
      })
    },
  }
}
