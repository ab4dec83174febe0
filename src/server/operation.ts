import { type DocumentNode, getOperationAST, type OperationDefinitionNode } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { RefusedRequestError, UnknownOperationError } from '../errors/client-errors.ts'

/** The parameters that select an operation of a document. */
type Named = { readonly document: DocumentNode; readonly operationName?: string | null | undefined }

/**
 * Returns the operation of this name, or the only one if no name is given. The empty string and null are no
 * name. Undefined if there is no such operation.
 */
export function operationOf({ document, operationName }: Named): OperationDefinitionNode | undefined {
  return getOperationAST(document, operationName || null) ?? undefined
}

/** Normalizes an operation name. Throws `GraphQLError` if it is not a string. */
export function operationNameOf(given: unknown): string | undefined {
  if (given == null || given === '') return undefined
  if (typeof given === 'string') return given
  throw new RefusedRequestError('BAD_USER_INPUT', '`operationName` must be a string.')
}

/** Normalizes operation names for requests handled by Yoga, and refuses documents without the named operation. */
export function useOperationNames(): Plugin {
  return {
    onParams({ params, setParams }) {
      setParams({ ...params, operationName: operationNameOf(params.operationName) })
    },
    onParse() {
      return ({ result, context }) => {
        // Absent where a document is parsed for others than the request it came with.
        const { request, params } = context as { request?: object; params?: Omit<Named, 'document'> }
        if (!request || !result || result instanceof Error) return
        // Before Yoga does, with another status.
        if (!operationOf({ document: result, operationName: params?.operationName }))
          throw new UnknownOperationError()
      }
    },
  }
}
