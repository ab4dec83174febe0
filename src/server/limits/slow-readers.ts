import type { Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Plugin } from 'graphql-yoga'
import type { Logger } from 'pino'
import type { Limits } from '../../config/limits.ts'
import type { RequestBytes } from '../../data/request-bytes.ts'
import { type SlowReader, slowReaders, unsentBytes } from '../diagnostics.ts'
import { onClose } from '../on-close.ts'
import type { OpenConnections } from '../open-connections.ts'
import type { HttpRequestInfo } from '../request.ts'
import { readSocketProgress } from './socket-progress.ts'

/** Minimum number of bytes that a client must read in `clientReadMs`, unless fewer are pending. */
const minProgressBytes = 65_536
/** Smaller responses are measured by the bytes pending in their sockets only. */
const largeAnswer = 65_536
/** Bounds of the check interval, in milliseconds. */
const minIntervalMs = 20
const maxIntervalMs = 500

/** A period during which a socket always had pending bytes: its start, and the bytes sent and unsent then. */
type Period = { readonly since: number; readonly sent: number; readonly unsent: number }

/** The bytes pending for a client at a check. */
type Backlog = {
  readonly socket: Socket
  readonly since: number
  readonly bytes: number
  /** Bytes per millisecond since the start of the period; undefined at that check. */
  readonly rate: number | undefined
}

/** Options of `SlowReaders`. */
export type SlowReaderOptions = {
  readonly limits: Pick<Limits, 'clientReadMs' | 'unsentBytes'>
  readonly log: Logger
  readonly connections: OpenConnections
}

/**
 * Closes the sockets of slow clients: those that read less than 64 kB in `clientReadMs`, and the slowest ones
 * while all together leave more than `unsentBytes` unread.
 */
export class SlowReaders {
  readonly #options: SlowReaderOptions
  readonly #sockets = new Map<Socket, Period | undefined>()
  /** Bytes of large responses per socket, until the responses close. */
  readonly #answers = new Map<Socket, number>()

  constructor(options: SlowReaderOptions) {
    this.#options = options
  }

  add(socket: Socket): void {
    // Known if it was returned to the server after an ignored upgrade.
    if (this.#sockets.has(socket)) return
    this.#sockets.set(socket, undefined)
    onClose(socket, () => this.#sockets.delete(socket))
  }

  /**
   * Transfers a response's bytes from the request to the socket: they count as unsent until the response
   * closes, whether they are in the socket, behind a pipelined response, or in a compressor.
   */
  addAnswer(response: ServerResponse, bytes: RequestBytes): void {
    bytes.release()
    const { answered } = bytes
    if (answered < largeAnswer || response.closed) return
    const { socket } = response.req
    this.#addUnsent(socket, answered)
    response.once('close', () => this.#addUnsent(socket, -answered))
  }

  /** Checks all connections, and closes the slow ones. */
  check(): void {
    const { clientReadMs, unsentBytes: maxUnsent } = this.#options.limits
    const now = performance.now()
    const waiting: Backlog[] = []
    let total = 0
    for (const [socket, period] of this.#sockets) {
      const backlog = this.#measure(socket, period, now)
      if (!backlog) continue
      if (now - backlog.since >= clientReadMs) this.#end(backlog, 'clientReadMs')
      else {
        total += backlog.bytes
        waiting.push(backlog)
      }
    }
    if (total > maxUnsent) total -= this.#endSlowest(waiting, total - maxUnsent)
    unsentBytes.publish(total)
  }

  /**
   * Returns the backlog; undefined if nothing is pending. Starts a new period if the client has made
   * progress.
   */
  #measure(socket: Socket, period: Period | undefined, now: number): Backlog | undefined {
    const answers = this.#answers.get(socket) ?? 0
    // Most sockets, at each check: nothing is pending.
    if (!period && answers === 0 && socket.writableLength === 0) return undefined
    const { sent, unsent } = readSocketProgress(socket)
    if (unsent === 0 && answers === 0) {
      if (period) this.#sockets.set(socket, undefined)
      return undefined
    }
    const rate = period && (sent - period.sent) / (now - period.since)
    const bytes = Math.max(unsent, answers)
    if (period && sent - period.sent < Math.min(minProgressBytes, Math.max(period.unsent, 1)))
      return { socket, since: period.since, bytes, rate }
    this.#sockets.set(socket, { since: now, sent, unsent })
    return { socket, since: now, bytes, rate }
  }

  /** Closes the slowest sockets; returns the number of bytes discarded. */
  #endSlowest(waiting: readonly Backlog[], excess: number): number {
    let ended = 0
    const known = waiting.filter(({ rate }) => rate !== undefined)
    for (const backlog of known.toSorted((a, b) => (a.rate ?? 0) - (b.rate ?? 0))) {
      if (ended >= excess) break
      this.#end(backlog, 'unsentBytes')
      ended += backlog.bytes
    }
    return ended
  }

  #end({ socket, bytes }: Backlog, limit: SlowReader['limit']): void {
    const { log, connections } = this.#options
    const transport = connections.transportOf(socket)
    const address = socket.remoteAddress
    log.warn({ transport, limit, bytes, address }, 'a client that does not read was disconnected')
    slowReaders.publish({ transport, limit } satisfies SlowReader)
    socket.destroy()
  }

  #addUnsent(socket: Socket, bytes: number): void {
    const sum = (this.#answers.get(socket) ?? 0) + bytes
    if (sum > 0) this.#answers.set(socket, sum)
    else this.#answers.delete(socket)
  }
}

/** Closes slow readers among a server's connections until the server is closed. */
export function endSlowReaders(http: Server, options: SlowReaderOptions): SlowReaders {
  const readers = new SlowReaders(options)
  const intervalMs = Math.min(Math.max(options.limits.clientReadMs / 20, minIntervalMs), maxIntervalMs)
  const timer = setInterval(() => readers.check(), intervalMs).unref()
  http.on('connection', (socket: Socket) => readers.add(socket))
  http.on('close', () => clearInterval(timer))
  return readers
}

/** Reports the responses that Yoga has written. */
export function useUnsentAnswers(readers: SlowReaders): Plugin<object, HttpRequestInfo> {
  return {
    onResponse({ serverContext: { res, context } }) {
      if (context) readers.addAnswer(res, context.bytes)
    },
  }
}
