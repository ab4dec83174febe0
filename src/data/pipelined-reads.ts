import { AsyncResource } from 'node:async_hooks'
import type { PoolClient } from 'pg'
import { type ByteMeter, meterConnection } from './byte-meter.ts'
import { type Cancellation, CancelledError } from './cancellation.ts'
import type { Queryable, Statement } from './database.ts'
import { checkDeadline, DeadlineError } from './deadline.ts'
import { statements } from './diagnostics.ts'
import type { TimedQuery } from './observed-client.ts'
import {
  load,
  type PendingQuery,
  type PipelinedConnection,
  type QueryCallback,
  streamOf,
} from './pipelined-connection.ts'
import { forgetPrepared, isStale } from './stale-statements.ts'

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

/** Runs reads on pipelined connections. */
export type ReadPipeline = Queryable & {
  /** Returns the number of acquired connections without pending reads. */
  idle(): number
}

/**
 * Maximum number of pending reads on a connection while another is available; it bounds how many reads a slow
 * one delays.
 */
const maxBatchSize = 8
/**
 * Maximum number of times that a read prepares a stale statement again; reads sent with it may deallocate the
 * new one.
 */
const maxStaleRetries = 8
/** Interval of deadline checks while reads are pending, in milliseconds. */
const checkIntervalMs = 100
/**
 * An idle connection returns to the pool after this time, where it is recycled at the end of its lifetime.
 */
const idleMs = 1_000

/**
 * Creates a pipeline for read-only statements. A read is retried once if its connection breaks or exceeds
 * `answerMs`, and again if it was only queued behind the cause. A read rejects with `DeadlineError` at its
 * deadline and with `CancelledError` if cancelled, both within 100 ms, and the server's statement is
 * cancelled. If its rows exceed the meter's limit, it is cancelled at once.
 */
export function createReadPipeline({
  maxConnections,
  acquire,
  canAcquire,
  hasWaiters,
  connectionError,
  answerMs,
  cancel,
}: ReadPipelineOptions): ReadPipeline {
  const connections = new Set<PipelinedConnection>()
  let turn: PendingQuery[] = []
  let timer: NodeJS.Timeout | undefined

  function enqueue(read: PendingQuery): void {
    if (turn.push(read) === 1) setImmediate(sendTurn)
  }

  function sendTurn(): void {
    const reads = turn
    turn = []
    for (let from = 0; from < reads.length; from += maxBatchSize) {
      const connection = chooseConnection()
      const together = reads.slice(from, from + maxBatchSize)
      if (connection.client) send(connection, connection.client, together)
      else connection.waiting.push(...together)
    }
    timer ??= setInterval(checkTimeouts, checkIntervalMs)
  }

  /** Returns an idle connection, a new one, or the least loaded. */
  function chooseConnection(): PipelinedConnection {
    let best: PipelinedConnection | undefined
    for (const connection of connections) if (!best || load(connection) < load(best)) best = connection
    return best && (load(best) === 0 || connections.size >= maxConnections || !canAcquire()) ? best : open()
  }

  function open(): PipelinedConnection {
    const connection: PipelinedConnection = {
      client: undefined,
      waiting: [],
      sent: [],
      activeSince: performance.now(),
      unmeter: () => {},
      onBreak: (error) => {
        if (connection.sent.length === 0) release(connection, error)
      },
    }
    connections.add(connection)
    acquire().then(
      (client) => {
        connection.client = client
        client.on('error', connection.onBreak)
        connection.unmeter = meterConnection(
          client,
          () => connection.sent[0]?.meter,
          (error) => endCurrent(connection, error),
        )
        send(connection, client, connection.waiting)
        connection.waiting = []
      },
      (error) => {
        connections.delete(connection)
        for (const read of connection.waiting) read.reject(error)
      },
    )
    return connection
  }

  function send(connection: PipelinedConnection, client: PoolClient, reads: readonly PendingQuery[]): void {
    const stream = streamOf(client)
    if (connection.sent.length === 0) connection.activeSince = performance.now()
    stream.cork()
    for (const read of reads) {
      if (read.settled) continue
      connection.sent = [...connection.sent, read]
      read.send(client, (error, result) => answer(connection, read, error, result?.rows ?? []))
    }
    stream.uncork()
  }

  function answer(
    connection: PipelinedConnection,
    read: PendingQuery,
    error: Error | null,
    rows: never[],
  ): void {
    connection.sent = connection.sent.filter((one) => one !== read)
    if (!error) read.resolve(rows)
    else fail(connection, read, error)
    connection.activeSince = performance.now()
    if (connection.sent.length === 0 && hasWaiters()) release(connection)
  }

  function fail(connection: PipelinedConnection, read: PendingQuery, error: Error): void {
    const broken = connectionError(error)
    // The first pending read is the one that the server was executing. Those behind it did not cause the
    // failure.
    const isCause = connections.has(connection)
    if (broken) release(connection, broken)
    if (read.settled) return
    if (connection.client && isCause && isStale(error, read.name) && read.retries < maxStaleRetries) {
      read.retries += 1
      forgetPrepared(connection.client, read.name)
      send(connection, connection.client, [read])
    } else if (broken && (!isCause || read.retries < 1)) {
      if (isCause) read.retries += 1
      enqueue(read)
    } else read.reject(broken ?? error)
  }

  /** Returns the connection to the pool. A broken one is discarded there, and its pending reads fail. */
  function release(connection: PipelinedConnection, broken?: Error): void {
    if (!connection.client || !connections.delete(connection)) return
    connection.unmeter()
    if (!broken) connection.client.off('error', connection.onBreak)
    connection.client.release(broken)
  }

  function checkTimeouts(): void {
    const now = performance.now()
    for (const connection of connections) {
      for (const read of [...connection.sent, ...connection.waiting]) endIfOver(read, now)
      const waited = now - connection.activeSince
      // A settled read that was sent behind others is cancelled once the server executes it, unless it ends
      // within an interval.
      if (connection.client && connection.sent[0]?.settled && waited > checkIntervalMs)
        cancelCurrent(connection.client)
      if (connection.sent.length === 0 && waited > idleMs) release(connection)
      if (connection.client && connection.sent.length > 0 && waited > answerMs)
        streamOf(connection.client).destroy(new Error('no answer came in time'))
    }
    if (connections.size > 0) return
    clearInterval(timer)
    timer = undefined
  }

  function endIfOver(read: PendingQuery, now: number): void {
    if (read.settled) return
    const isLate = read.deadline !== undefined && read.deadline <= now
    if (!isLate && !read.cancellation?.isCancelled) return
    read.settled = true
    read.reject(isLate ? new DeadlineError() : new CancelledError())
  }

  /** Rejects the read that the server is executing, and cancels it. */
  function endCurrent(connection: PipelinedConnection, error: Error): void {
    const [read] = connection.sent
    if (!read || read.settled || !connection.client) return
    read.settled = true
    read.reject(error)
    cancelCurrent(connection.client)
  }

  /**
   * Cancels the server's statement and discards the connection. A late cancellation cannot hit another read,
   * because those sent behind are sent again on another connection.
   */
  function cancelCurrent(client: PoolClient): void {
    cancel(client)
    streamOf(client).destroy()
  }

  return {
    query<Row extends object>(
      statement: Statement | string,
      values: readonly unknown[] = [],
      deadline?: number,
      cancellation?: Cancellation,
      meter?: ByteMeter,
    ): Promise<Row[]> {
      const { text, name } = typeof statement === 'string' ? { text: statement, name: undefined } : statement
      const asked: TimedQuery = { text, name, values: values as unknown[], query_timeout: 0 }
      const plain = (client: PoolClient, told: QueryCallback) => client.query<never>(asked, told)
      // Observers expect the asynchronous context of the caller.
      const ask = statements.hasSubscribers ? AsyncResource.bind(plain) : plain
      return new Promise((resolve, reject) => {
        checkDeadline(deadline)
        cancellation?.throwIfCancelled()
        enqueue({
          name,
          send: ask,
          deadline,
          cancellation,
          meter,
          resolve,
          reject,
          retries: 0,
          settled: false,
        })
      })
    },
    idle: () => [...connections].filter((connection) => load(connection) === 0).length,
  }
}
