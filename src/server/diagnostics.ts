import { channel } from 'node:diagnostics_channel'
import type { Viewer } from '../auth/viewer.ts'

/** A GraphQL request that was answered, whichever way it came. */
export type ObservedRequest = {
  readonly via: string | undefined
  /** `query Home`; absent where there was none to be found in it. */
  readonly operation: string | undefined
  /** The code of its first error, or `OK`. */
  readonly outcome: string
  readonly ms: number
  /** Absent where it was refused before it was known who asks. */
  readonly statements: number | undefined
  readonly viewer: Viewer | null | undefined
}

/** Told of each `ObservedRequest`. */
export const requests = channel('ii-gateway:request')

/** Told of the `extensions` of each error that leaves. */
export const errors = channel('ii-gateway:error')

/** Told `1` of each subscription that begins, and `-1` of each that ends. */
export const subscriptions = channel('ii-gateway:subscriptions')

/** Told `1` of each WebSocket that opens, and `-1` of each that closes. */
export const sockets = channel('ii-gateway:sockets')

/** A client that was cut off because it did not read what was sent to it. */
export type SlowReader = {
  readonly transport: 'http' | 'event-stream' | 'websocket'
  readonly limit: 'clientReadMs' | 'unsentBytes'
}

/** Told of each `SlowReader`. */
export const slowReaders = channel('ii-gateway:slow-reader')

/** Told at each check how many bytes of answers and events wait for their clients. */
export const unsentBytes = channel('ii-gateway:unsent-bytes')

/** Told how many bytes of documents are kept parsed, those of the manifest aside, when one more is. */
export const cachedDocuments = channel('ii-gateway:cached-documents')
