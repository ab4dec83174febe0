import { channel } from 'node:diagnostics_channel'
import type { Viewer } from '../auth/viewer.ts'

/** A GraphQL request that was answered, on any transport. */
export type ObservedRequest = {
  readonly via: string | undefined
  /** `query Home`; absent if the request had no valid operation. */
  readonly operation: string | undefined
  /** The code of the first error, or `OK`. */
  readonly outcome: string
  readonly ms: number
  /** Absent if the request was rejected before authentication. */
  readonly statements: number | undefined
  readonly viewer: Viewer | null | undefined
}

/** Publishes each `ObservedRequest`. */
export const requests = channel('ii-gateway:request')

/** Publishes the `extensions` of each error in a response. */
export const errors = channel('ii-gateway:error')

/** Publishes the `LimitName` for each connection that was closed because of a limit, slow readers excluded. */
export const connectionLimits = channel('ii-gateway:connection-limit')

/** Publishes `1` for each subscription that starts, and `-1` for each that ends. */
export const subscriptions = channel('ii-gateway:subscriptions')

/** Publishes `1` for each WebSocket that opens, and `-1` for each that closes. */
export const sockets = channel('ii-gateway:sockets')

/** A client that was disconnected because it did not read what was sent. */
export type SlowReader = {
  readonly transport: 'http' | 'event-stream' | 'websocket'
  readonly limit: 'clientReadMs' | 'unsentBytes'
}

/** Publishes each `SlowReader`. */
export const slowReaders = channel('ii-gateway:slow-reader')

/** Publishes at each check the number of unsent bytes of responses and events. */
export const unsentBytes = channel('ii-gateway:unsent-bytes')

/**
 * Publishes the size in bytes of the document cache, the manifest's documents excluded, when a document is
 * added.
 */
export const cachedDocuments = channel('ii-gateway:cached-documents')
