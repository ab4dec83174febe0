import { AsyncResource } from 'node:async_hooks'
import type { PoolClient } from 'pg'
import { type ByteMeter, meterConnection } from './byte-meter.ts'
import { type Cancellation, CancelledError } from './cancellation.ts'
import type { Queryable, Statement } from './database.ts'
import { checkDeadline, DeadlineError } from './deadline.ts'
import { statements } from './diagnostics.ts'
import {
  getStream,
  load,
  type PendingQuery,
  type PipelinedConnection,
  type QueryCallback,
} from './pipelined-connection.ts'
import { afterFailure } from './read-retries.ts'
import { forgetPrepared, isStale } from './stale-statements.ts'
import { StatementQuery } from './statement-query.ts'

/*
 * Reads of many requests share a few connections, on which statements are sent without waiting for the
 * previous result (pipelining). All reads of one turn of the event loop are written at once: the system
 * calls, and waking the server process, cost more than a small statement.
 */

/** Options of a read pipeline. */
export type ReadPipelineOptions = {
  /** Maximum number of connections in use. */
  readonly maxConnections: number
  /** Acquires a pipelining connection from the pool. Rejects with the error that reads fail with. */
  readonly acquire: () => Promise<PoolClient>
  /** True if a connection can be acquired without waiting. */
  readonly canAcquire: () => boolean
  /** True if other callers wait for a connection of the pool. */
  readonly hasWaiters: () => boolean
  /**
   * Returns null for an error of the statement alone; otherwise the error to fail with, because the
   * connection is broken.
   */
  readonly connectionError: (error: Error) => Error | null
  /** Maximum time that the server may take for one read, in milliseconds; then the connection is closed. */
  readonly answerMs: number
  /** Cancels the statement that the server executes for this connection. */
  readonly cancel: (client: PoolClient) => void
}

/**
 * Maximum number of pending reads on a connection while another is available; it bounds how many reads a slow
 * one delays.
 */
const maxBatchSize = 8
/** Interval of deadline checks while reads are pending, in milliseconds. */
const checkIntervalMs = 100
/**
 * An idle connection returns to the pool after this time, where it is recycled at the end of its lifetime.
 */
const idleMs = 1_000

/**
 * Runs read-only statements on pipelined connections. A read is retried once if its connection breaks or exceeds
 * `answerMs`, and again if it was only queued behind the cause. A read rejects with `DeadlineError` at its
 * deadline and with `CancelledError` if cancelled, both within 100 ms, and the server's statement is
 * cancelled. If its rows exceed the meter's limit, it is cancelled at once.
 */
export class ReadPipeline implements Queryable {
  readonly #options: ReadPipelineOptions
  readonly #connections = new Set<PipelinedConnection>()
  #turn: PendingQuery[] = []
  #timer: NodeJS.Timeout | undefined

  constructor(options: ReadPipelineOptions) {
    this.#options = options
  }

  query<Row extends object>(
    statement: Statement | string,
    values: readonly unknown[] = [],
    deadline?: number,
    cancellation?: Cancellation,
    meter?: ByteMeter,
  ): Promise<Row[]> {
    const sent = typeof statement === 'string' ? { text: statement, name: undefined } : statement
    const sendPlainly = (client: PoolClient, callback: QueryCallback) =>
      client.query<never>(new StatementQuery(sent, values), callback)
    // Observers expect the asynchronous context of the caller.
    const send = statements.hasSubscribers ? AsyncResource.bind(sendPlainly) : sendPlainly
    return new Promise((resolve, reject) => {
      checkDeadline(deadline)
      cancellation?.throwIfCancelled()
      this.#enqueue({
        name: sent.name,
        send,
        deadline,
        cancellation,
        meter,
        resolve,
        reject,
        retries: 0,
        settled: false,
      })
    })
  }

  /** Returns the number of acquired connections without pending reads. */
  idle(): number {
    return [...this.#connections].filter((connection) => load(connection) === 0).length
  }

  #enqueue(read: PendingQuery): void {
    if (this.#turn.push(read) === 1) setImmediate(this.#sendTurn)
  }

  readonly #sendTurn = (): void => {
    const reads = this.#turn
    this.#turn = []
    for (let from = 0; from < reads.length; from += maxBatchSize) {
      const connection = this.#chooseConnection()
      const together = reads.slice(from, from + maxBatchSize)
      if (connection.client) this.#send(connection, connection.client, together)
      else connection.waiting.push(...together)
    }
    this.#timer ??= setInterval(this.#checkTimeouts, checkIntervalMs)
  }

  /** Returns an idle connection, a new one, or the least loaded. */
  #chooseConnection(): PipelinedConnection {
    const { maxConnections, canAcquire } = this.#options
    let best: PipelinedConnection | undefined
    for (const connection of this.#connections) if (!best || load(connection) < load(best)) best = connection
    const mustShare = this.#connections.size >= maxConnections || !canAcquire()
    return best && (load(best) === 0 || mustShare) ? best : this.#open()
  }

  #open(): PipelinedConnection {
    const connection: PipelinedConnection = {
      client: undefined,
      waiting: [],
      sent: [],
      activeSince: performance.now(),
      unmeter: () => {},
      onBreak: (error) => {
        if (connection.sent.length === 0) this.#release(connection, error)
      },
    }
    this.#connections.add(connection)
    this.#options.acquire().then(
      (client) => {
        connection.client = client
        client.on('error', connection.onBreak)
        connection.unmeter = meterConnection(
          client,
          () => connection.sent[0]?.meter,
          (error) => this.#endCurrent(connection, error),
        )
        this.#send(connection, client, connection.waiting)
        connection.waiting = []
      },
      (error) => {
        this.#connections.delete(connection)
        for (const read of connection.waiting) read.reject(error)
      },
    )
    return connection
  }

  #send(connection: PipelinedConnection, client: PoolClient, reads: readonly PendingQuery[]): void {
    const stream = getStream(client)
    if (connection.sent.length === 0) connection.activeSince = performance.now()
    stream.cork()
    for (const read of reads) {
      if (read.settled) continue
      connection.sent = [...connection.sent, read]
      read.send(client, (error, result) => this.#onResult(connection, read, error, result?.rows ?? []))
    }
    stream.uncork()
  }

  #onResult(connection: PipelinedConnection, read: PendingQuery, error: Error | null, rows: never[]): void {
    connection.sent = connection.sent.filter((one) => one !== read)
    if (!error) read.resolve(rows)
    else this.#onFailure(connection, read, error)
    connection.activeSince = performance.now()
    if (connection.sent.length === 0 && this.#options.hasWaiters()) this.#release(connection)
  }

  #onFailure(connection: PipelinedConnection, read: PendingQuery, error: Error): void {
    const broken = this.#options.connectionError(error)
    // The first pending read is the one that the server was executing. Those behind it did not cause the
    // failure.
    const isCause = this.#connections.has(connection)
    if (broken) this.#release(connection, broken)
    if (read.settled) return
    const { client } = connection
    const next = afterFailure(
      {
        isStale: isCause && client !== undefined && isStale(error, read.name),
        isBroken: broken !== null,
        isCause,
      },
      read.retries,
    )
    if (next === 'fail') {
      read.reject(broken ?? error)
      return
    }
    if (isCause) read.retries += 1
    if (next === 'prepareAgain' && client && read.name) {
      forgetPrepared(client, read.name)
      this.#send(connection, client, [read])
    } else this.#enqueue(read)
  }

  /** Returns the connection to the pool. A broken one is discarded there, and its pending reads fail. */
  #release(connection: PipelinedConnection, broken?: Error): void {
    if (!connection.client || !this.#connections.delete(connection)) return
    connection.unmeter()
    if (!broken) connection.client.off('error', connection.onBreak)
    connection.client.release(broken)
  }

  readonly #checkTimeouts = (): void => {
    const now = performance.now()
    for (const connection of this.#connections) {
      for (const read of [...connection.sent, ...connection.waiting]) rejectIfOver(read, now)
      const waited = now - connection.activeSince
      // A settled read that was sent behind others is cancelled once the server executes it, unless it ends
      // within an interval.
      if (connection.client && connection.sent[0]?.settled && waited > checkIntervalMs)
        this.#cancelCurrent(connection.client)
      if (connection.sent.length === 0 && waited > idleMs) this.#release(connection)
      if (connection.client && connection.sent.length > 0 && waited > this.#options.answerMs)
        getStream(connection.client).destroy(new Error('no answer came in time'))
    }
    if (this.#connections.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  /** Rejects the read that the server is executing, and cancels it. */
  #endCurrent(connection: PipelinedConnection, error: Error): void {
    const [read] = connection.sent
    if (!read || read.settled || !connection.client) return
    read.settled = true
    read.reject(error)
    this.#cancelCurrent(connection.client)
  }

  /**
   * Cancels the server's statement and discards the connection. A late cancellation cannot hit another read,
   * because those sent behind are sent again on another connection.
   */
  #cancelCurrent(client: PoolClient): void {
    this.#options.cancel(client)
    getStream(client).destroy()
  }
}

/** Rejects a read that is past its deadline or cancelled. */
function rejectIfOver(read: PendingQuery, now: number): void {
  if (read.settled) return
  const isLate = read.deadline !== undefined && read.deadline <= now
  if (!isLate && !read.cancellation?.isCancelled) return
  read.settled = true
  read.reject(isLate ? new DeadlineError() : new CancelledError())
}
