import { type DocumentNode, getOperationAST, type OperationDefinitionNode } from 'graphql'
import { RefusedRequestError } from '../errors/client-errors.ts'

/** The parameters that select an operation of a document. */
type SelectedOperation = {
  readonly document: DocumentNode
  readonly operationName?: string | null | undefined
}

/**
 * Returns the operation of this name, or the only one if no name is given. The empty string and null are no
 * name. Undefined if there is no such operation.
 */
export function selectOperation({
  document,
  operationName,
}: SelectedOperation): OperationDefinitionNode | undefined {
  return getOperationAST(document, operationName || null) ?? undefined
}

/** Normalizes an operation name. Throws `GraphQLError` if it is not a string. */
export function readOperationName(given: unknown): string | undefined {
  if (given == null || given === '') return undefined
  if (typeof given === 'string') return given
  throw new RefusedRequestError('BAD_USER_INPUT', '`operationName` must be a string.')
}

/** Maximum length of an operation name in a log line. */
const maxNameLength = 100

/** Formats an operation for a log line: `query Home`. */
export function describeOperation({ operation, name }: OperationDefinitionNode): string {
  return `${operation} ${name?.value.slice(0, maxNameLength) ?? '(unnamed)'}`
}
