import {
  type DocumentNode,
  type ExecutionArgs,
  GraphQLError,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql'
import type { Context } from '../../schema/context.ts'
import { selectOperation } from '../operation.ts'
import { measure } from './measure.ts'
import type { RateLimiter } from './rate.ts'

/**
 * Creates a function that counts each mutation field of a request as one request of the viewer; the first was counted
 * with the request. Resolves with the error if they exceed the limit together, as then none is executed; returns
 * undefined where there is nothing to count.
 */
export function createFieldCounter(
  rate: RateLimiter,
): (args: ExecutionArgs) => Promise<GraphQLError | null> | undefined {
  const counted = new WeakMap<OperationDefinitionNode, number>()

  /** Returns the number of an operation's fields beyond the first; 0 for a query. */
  function furtherFields(document: DocumentNode, operation: OperationDefinitionNode): number {
    if (operation.operation !== OperationTypeNode.MUTATION) return 0
    let further = counted.get(operation)
    if (further === undefined) {
      further = measure(document, operation).rootFields - 1
      counted.set(operation, further)
    }
    return further
  }

  return (args) => {
    const { viewer } = args.contextValue as Context
    const operation = selectOperation(args)
    const more = operation && furtherFields(args.document, operation)
    if (!viewer || !more) return undefined
    return rate.take('viewerRequests', viewer.id, more)?.then(
      () => null,
      (error: unknown) => {
        if (error instanceof GraphQLError) return error
        throw error
      },
    )
  }
}
