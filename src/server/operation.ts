import { type DocumentNode, GraphQLError, getOperationAST, type OperationDefinitionNode } from 'graphql'
import type { Plugin } from 'graphql-yoga'

/** What of a request says which operation of its document runs. */
type Named = { readonly document: DocumentNode; readonly operationName?: string | null | undefined }

/**
 * The operation that a request runs: the one of this name, or the only one where none is named. The empty string and
 * null are no name. Undefined where there is no such operation.
 */
export function operationOf({ document, operationName }: Named): OperationDefinitionNode | undefined {
  return getOperationAST(document, operationName || null) ?? undefined
}

/** The error for a document without the operation that was named, or with several and none named. */
export const noOperation = () =>
  new GraphQLError('Could not determine what operation to execute.', {
    extensions: { code: 'OPERATION_RESOLUTION_FAILURE', http: { status: 400 } },
  })

/** A name as it goes on from here. Throws `GraphQLError` for what is no text. */
export function operationNameOf(given: unknown): string | undefined {
  if (given == null || given === '') return undefined
  if (typeof given === 'string') return given
  throw new GraphQLError('`operationName` must be a string.', {
    extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
  })
}

/** Reads the names of operations for everything that Yoga answers. */
export function useOperationNames(): Plugin {
  return {
    onParams({ params, setParams }) {
      setParams({ ...params, operationName: operationNameOf(params.operationName) })
    },
  }
}
