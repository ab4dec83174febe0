import type { GraphQLResolveInfo } from 'graphql'
import type { Viewer } from '../../auth/viewer.ts'
import type { Queryable } from '../../data/database.ts'
import type { Context } from '../context.ts'

/** A call of a mutation, as it arrives. */
export type Call = {
  readonly given: Readonly<Record<string, unknown>>
  readonly context: Context
  readonly info: GraphQLResolveInfo
}

/** A call by a viewer who may make it. */
export type AuthorizedCall = Call & { readonly viewer: Viewer }

/** A call whose input meets the rules. */
export type ValidCall = AuthorizedCall & {
  readonly input: Readonly<Record<string, unknown>>
  readonly idempotencyKey: string | null | undefined
}

/** A call with the connection, or transaction, that it writes to. */
export type WritingCall = ValidCall & { readonly sql: Queryable }

/** The keys of the changed rows and the further payload fields. */
export type Result = Readonly<Record<string, unknown>>

/** Handles a call; rejects with the error for the client. */
export type Handler<Handled> = (call: Handled) => Promise<Result>
