import { AsyncResource } from 'node:async_hooks'
import type { Duplex } from 'node:stream'
import type { PoolClient } from 'pg'
import { type ByteMeter, meterConnection } from './byte-meter.ts'
import { type Cancellation, CancelledError } from './cancellation.ts'
import type { Queryable, Statement } from './database.ts'
import { checkDeadline, DeadlineError } from './deadline.ts'
import { statements } from './diagnostics.ts'
import type { TimedQuery } from './observed-client.ts'
import { forgetPrepared, isStale } from './stale-statements.ts'

/*
 * Reads of many requests share a few connections, on which one is sent behind the other without waiting for its answer
 * (pipelining). All that one turn of the event loop wants to read leaves in one piece: the system calls, and waking the
 * server's process, cost more than a small statement.
 */

export type ReadPipelineOptions = {
  /** The most connections used at once. */
  readonly maxConnections: number
  /** Lends a connection of the pool, made for pipelining. Rejects with the error that reads shall fail with. */
  readonly acquire: () => Promise<PoolClient>
  /** Whether a connection can be lent without waiting for another to come back. */
  readonly canAcquire: () => boolean
  /** Whether somebody else waits for a connection. */
  readonly hasWaiters: () => boolean
  /** Null for an error about the statement alone; else the one to fail with, as the connection is broken. */
  readonly connectionError: (error: Error) => Error | null
  /** How long the server may be at one read: a connection on which it takes longer is given up. */
  readonly answerMs: number
  /** Cancels what the server does for this connection. */
  readonly cancel: (client: PoolClient) => void
}

export type ReadPipeline = Queryable & {
  /** Connections that are lent and at rest. */
  idle(): number
}

type QueryCallback = (error: Error | null, result?: { readonly rows: never[] }) => void

type PendingQuery = {
  readonly name: string | undefined
  readonly send: (client: PoolClient, told: QueryCallback) => void
  readonly deadline: number | undefined
  readonly cancellation: Cancellation | undefined
  readonly meter: ByteMeter | undefined
  readonly resolve: (rows: never[]) => void
  readonly reject: (error: unknown) => void
  /** How often it was sent again. */
  retries: number
  /** Nobody waits for it any more. */
  settled: boolean
}

/** A connection, and what waits for its answers, in the order of sending. */
type PipelinedConnection = {
  /** Absent until the pool has lent one. */
  client: PoolClient | undefined
  waiting: PendingQuery[]
  /** No set: the tables that a set outgrows keep what was in them, and each other, until V8's next full collection. */
  sent: readonly PendingQuery[]
  /** When the server began with the first that was sent or, where there is none, since when it rests. */
  activeSince: number
  /** Ends the counting of what its connection receives. */
  unmeter: () => void
  /** Hears of a connection that breaks at rest; reads that are on it are told themselves. */
  readonly onBreak: (error: Error) => void
}

/** So many follow each other on one connection even if another is free: what is slow holds up no more than these. */
const maxBatchSize = 8
/** How often a read prepares its statement anew: what was sent with it can take the new one away again. */
const maxStaleRetries = 8
/** How often deadlines are looked at, while anything is read. */
const checkIntervalMs = 100
/** A connection that rests so long goes back into the pool, which replaces and closes old ones. */
const idleMs = 1_000

/**
 * Statements that only read, pipelined. Where a connection breaks under one, or the server is at it for too long, it is
 * sent once more; where something happens to another before it, it is sent again. At its deadline a read fails with a
 * `DeadlineError`, and one that is cancelled with a `CancelledError` (within 100 ms). Where the server is at it then, it is
 * made to stop; at once where its rows are too large for its meter.
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

  /** One that is at rest, a new one, or the one with the least to do. */
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
    // The first to fail is the one that the server was at. Those behind it had no part in it.
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

  /** Back into the pool; a broken one is thrown away there, and all that waits on it fails. */
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
      // One that was sent behind others is given up when the server has come to it, unless it is quicker than that.
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

  /** Fails the read that the server answers at the moment, and stops the answer. */
  function endCurrent(connection: PipelinedConnection, error: Error): void {
    const [read] = connection.sent
    if (!read || read.settled || !connection.client) return
    read.settled = true
    read.reject(error)
    cancelCurrent(connection.client)
  }

  /**
   * Makes the server stop what it does on a connection, and gives the connection up: a cancellation that comes late hits no
   * other read, as those sent behind are sent again elsewhere.
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
      // Whoever observes statements wants to be told in the context of the one who sent it, not of the turn.
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

/** The driver's types do not tell of it. */
function streamOf(client: PoolClient): Duplex {
  return (client as PoolClient & { readonly connection: { readonly stream: Duplex } }).connection.stream
}

const load = (connection: PipelinedConnection) => connection.sent.length + connection.waiting.length
