import type { Authenticator } from '../auth/authenticate.ts'
import type { Services } from '../schema/context.ts'

/** What requests are answered with: there as soon as the database is. */
export type Runtime = { readonly services: Services; readonly authenticator: Authenticator }

/** Where the gateway is in its life: moved on by whoever starts and stops it, read by every request. */
export type Status = {
  phase: 'starting' | 'serving' | 'stopping'
  /** While starting: what it waits for, for people; never a host name or an address. */
  reason: string
  runtime: Runtime | undefined
}
