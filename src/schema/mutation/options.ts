import type { Viewer } from '../../auth/viewer.ts'
import type { Model } from '../../data/batching/table.ts'
import type { Fields, Values } from '../inputs.ts'
import type { SingleRowUpdate } from '../own-rows.ts'
import type { Write } from '../write.ts'
import { NotAllowedError, NotFoundError, UnavailableError, VersionConflictError } from '../write-errors.ts'

/** The errors that a mutation can declare; each can answer `ValidationError` and `ConflictError` besides. */
export const errorTypes = {
  NotFoundError,
  VersionConflictError,
  NotAllowedError,
  UnavailableError,
} as const

/** Rows in a payload, by field name: `{ session: 'Session' }`. */
export type PayloadModels = Readonly<Record<string, Model>>

/** The keys of rows, by model. */
export type ChangedRows = { readonly [Name in Model]?: readonly string[] }

/**
 * What a mutation returns: the keys of the payload's rows, and further payload fields. `changed` names sessions, runs and users
 * that it changed besides, which the platform caches.
 */
export type Done<Changed extends PayloadModels> = { [Name in keyof Changed]: string | null } & {
  readonly changed?: ChangedRows
} & Readonly<Record<string, unknown>>

type ReturnType = 'ID' | 'Int' | 'String' | 'Boolean' | ['ID']

/** The definition of a mutation. */
export type MutationOptions<Given extends Fields, Changed extends PayloadModels> = {
  readonly description: string
  readonly input: Given
  /** The rows in the payload, by field name: `{ session: 'Session' }`. */
  readonly payload?: Changed
  /** Additional payload fields, returned by `resolve`. */
  readonly returns?: Readonly<Record<string, { type: ReturnType; description?: string }>>
  readonly errors: readonly (keyof typeof errorTypes)[]
  /**
   * Returns the user whose account or keys the mutation changes, so that its cached viewer is invalidated.
   */
  readonly accountOf?: (done: Done<Changed>, viewer: Viewer) => string | null
} & (MutationResolver<Given, Changed> | SingleRowMutation<Given>)

type MutationResolver<Given extends Fields, Changed extends PayloadModels> = {
  readonly admin?: boolean
  /** Runs all statements of `resolve` in one transaction. */
  readonly transaction?: boolean
  /**
   * Creates a row: a repeat with the same `idempotencyKey` returns the first result. Implies a transaction.
   */
  readonly idempotent?: boolean
  readonly resolve: (write: Write<Values<Given>>) => Promise<Done<NoInfer<Changed>>>
  readonly update?: undefined
}

/** A mutation that updates exactly one row owned by the viewer. Runs as a single `UPDATE … RETURNING`. */
type SingleRowMutation<Given extends Fields> = {
  readonly update: (input: Values<Given>, viewer: Viewer) => SingleRowUpdate
  readonly admin?: undefined
  readonly transaction?: undefined
  readonly idempotent?: undefined
}

/** The definition of any mutation, for code that does not depend on its input and payload. */
export type Mutation = MutationOptions<Fields, PayloadModels>
