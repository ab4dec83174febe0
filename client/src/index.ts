export {
  type Client,
  type ClientOptions,
  createClient,
  type EntryOf,
  type PayloadOf,
  type RequestOptions,
} from './client.ts'
export type { TypedDocument } from './document.ts'
export type { EntryList } from './entry-list.ts'
export { type ErrorCode, GatewayError } from './errors.ts'
export type { Follow, FollowOptions } from './follow.ts'
export type { Live, LiveSnapshot, Result } from './live.ts'
export type { StoredEntry } from './log-entries.ts'
export type { Entry } from './log-reader.ts'
export type { FollowStatus, LogSnapshot } from './log-store.ts'
export type { Observer } from './observe.ts'
export type { RetryOptions } from './retry.ts'
export type { Store } from './snapshots.ts'
export type { Token } from './token.ts'
export type { OperationRequest } from './transport/http.ts'
