import type { Authenticator } from '../auth/authenticate.ts'
import type { Services } from '../schema/context.ts'

/** The objects that serve requests, available once the database is. */
export type Runtime = { readonly services: Services; readonly authenticator: Authenticator }

/** The gateway's lifecycle state, changed by start and stop, and read by every request. */
export type Status = {
  phase: 'starting' | 'serving' | 'stopping'
  /** While starting: what it waits for, without host names or addresses. */
  reason: string
  runtime: Runtime | undefined
}
