import type { GraphQLResolveInfo } from 'graphql'
import { keyOf, type Model } from '../data/batching/table.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { readRow } from './relations.ts'

/**
 * A failure of a mutation that the client can handle: it is returned in the payload and not as a top-level
 * error.
 */
export class WriteError extends Error {}

/** The row is missing or belongs to another user. */
export class NotFoundError extends WriteError {
  constructor(noun: string) {
    super(`There is no such ${noun}, or it is not yours.`)
  }
}

/** One problem of an input value, with its path in the input. */
export type Issue = { readonly path: string; readonly message: string }

/** The input violates a rule; lists all issues. */
export class ValidationError extends WriteError {
  readonly issues: readonly Issue[]

  constructor(issues: readonly Issue[]) {
    super(issues.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; '))
    this.issues = issues
  }
}

/** A row that an error refers to, read if the client selects it. */
type Pointer = { readonly model: Model; readonly key: string }

/** The row is not at the expected version; has the current one. */
export class VersionConflictError extends WriteError {
  readonly currentVersion: string
  readonly current: Pointer

  constructor(currentVersion: string, current: Pointer) {
    super(`Someone else changed it meanwhile: it is at version ${currentVersion} now.`)
    this.currentVersion = currentVersion
    this.current = current
  }
}

/** A conflict with a constraint or a state, with the row that it conflicts with, if known. */
export class ConflictError extends WriteError {
  readonly conflicting: Pointer | null

  constructor(message: string, conflicting: Pointer | null = null) {
    super(message)
    this.conflicting = conflicting
  }
}

/** The row's state does not permit the change. */
export class NotAllowedError extends WriteError {}
/** A service that the mutation needs is not available. */
export class UnavailableError extends WriteError {}

const ErrorInterface = builder.interfaceRef<WriteError>('Error').implement({
  description: 'An error that prevented a mutation. None of its changes remain.',
  fields: (t) => ({ message: t.exposeString('message', { description: 'An explanation in English.' }) }),
})

builder.objectType(NotFoundError, {
  name: 'NotFoundError',
  description: 'The object does not exist, or is not yours; the two are not distinguished.',
  interfaces: [ErrorInterface],
})

const ValidationIssue = builder.objectRef<Issue>('ValidationIssue').implement({
  description: 'A problem of one value of the input.',
  fields: (t) => ({
    path: t.exposeString('path', {
      description: 'The path of the value in the input, such as `milestones.0.status`.',
    }),
    message: t.exposeString('message', { description: 'What is wrong with the value, in English.' }),
  }),
})

builder.objectType(ValidationError, {
  name: 'ValidationError',
  description: 'The input is invalid. All problems are reported together.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    issues: t.field({
      type: [ValidationIssue],
      description: 'All problems, in the order of the input.',
      resolve: ({ issues }) => [...issues],
    }),
  }),
})

builder.objectType(VersionConflictError, {
  name: 'VersionConflictError',
  description: 'The object is not at the version that the input expected, because it was changed meanwhile.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    currentVersion: t.expose('currentVersion', {
      type: 'BigInt',
      description: 'The current version, to expect in the next attempt.',
    }),
    current: t.field({
      type: builder.nodeInterfaceRef(),
      nullable: true,
      description: 'The current state of the object.',
      resolve: ({ current }, _args, context, info) => readPointed(context, info, current) as never,
    }),
  }),
})

builder.objectType(ConflictError, {
  name: 'ConflictError',
  description: 'The change conflicts with an existing object, or with another constraint of the database.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    conflicting: t.field({
      type: builder.nodeInterfaceRef(),
      nullable: true,
      description: 'The conflicting object; null if it is unknown or not visible to you.',
      resolve: ({ conflicting }, _args, context, info) => readPointed(context, info, conflicting) as never,
    }),
  }),
})

builder.objectType(NotAllowedError, {
  name: 'NotAllowedError',
  description: 'The state of the object does not permit the mutation.',
  interfaces: [ErrorInterface],
})

builder.objectType(UnavailableError, {
  name: 'UnavailableError',
  description: 'The gateway is not configured for the mutation, or a service that it needs is unreachable.',
  interfaces: [ErrorInterface],
})

async function readPointed(context: Context, info: GraphQLResolveInfo, pointer: Pointer | null) {
  if (!pointer) return null
  const row = await readRow(context, info, pointer.model, keyOf(pointer.model), pointer.key)
  return row && { ...row, __typename: pointer.model }
}
