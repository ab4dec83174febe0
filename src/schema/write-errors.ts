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
  constructor(what: string) {
    super(`There is no such ${what}, or it is not yours.`)
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

/** A unique constraint or state conflict, with the row that it conflicts with, if known. */
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
  description: 'Why a mutation did nothing. All of its changes were undone.',
  fields: (t) => ({ message: t.exposeString('message', { description: 'For people, in English.' }) }),
})

builder.objectType(NotFoundError, {
  name: 'NotFoundError',
  description: 'There is no such object, or it is not yours: the answer is the same for both.',
  interfaces: [ErrorInterface],
})

const ValidationIssue = builder.objectRef<Issue>('ValidationIssue').implement({
  description: 'One value that is not acceptable.',
  fields: (t) => ({
    path: t.exposeString('path', {
      description: 'Where it stands in the input, such as `milestones.0.status`.',
    }),
    message: t.exposeString('message'),
  }),
})

builder.objectType(ValidationError, {
  name: 'ValidationError',
  description: 'Values of the input are not acceptable: all of them are named at once.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    issues: t.field({
      type: [ValidationIssue],
      description: 'Every one of them, in the order of the input.',
      resolve: ({ issues }) => [...issues],
    }),
  }),
})

builder.objectType(VersionConflictError, {
  name: 'VersionConflictError',
  description: 'The row is not at the version that the input expected: look at it and decide again.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    currentVersion: t.expose('currentVersion', {
      type: 'BigInt',
      description: 'To expect next time, once you have seen the row.',
    }),
    current: t.field({
      type: builder.nodeInterfaceRef(),
      nullable: true,
      description: 'The row as it is now.',
      resolve: ({ current }, _args, context, info) => readPointed(context, info, current) as never,
    }),
  }),
})

builder.objectType(ConflictError, {
  name: 'ConflictError',
  description: 'It cannot stand beside what is there already.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    conflicting: t.field({
      type: builder.nodeInterfaceRef(),
      nullable: true,
      description: 'What it collides with, where you may see it.',
      resolve: ({ conflicting }, _args, context, info) => readPointed(context, info, conflicting) as never,
    }),
  }),
})

builder.objectType(NotAllowedError, {
  name: 'NotAllowedError',
  description: 'The object is there, but this may not be done to it.',
  interfaces: [ErrorInterface],
})

builder.objectType(UnavailableError, {
  name: 'UnavailableError',
  description: 'This gateway is not set up for it.',
  interfaces: [ErrorInterface],
})

async function readPointed(context: Context, info: GraphQLResolveInfo, pointer: Pointer | null) {
  if (!pointer) return null
  const row = await readRow(context, info, pointer.model, keyOf(pointer.model), pointer.key)
  return row && { ...row, __typename: pointer.model }
}
