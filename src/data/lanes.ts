import { AsyncResource } from 'node:async_hooks'
import type { Duplex } from 'node:stream'
import type { PoolClient } from 'pg'
import { type ByteMeter, meterConnection } from './byte-meter.ts'
import { type Cancellation, CancelledError } from './cancellation.ts'
import type { Queryable, Statement } from './database.ts'
import { checkDeadline, DeadlineError } from './deadline.ts'
import { statements } from './observed.ts'
import type { TimedQuery } from './observed-client.ts'
import { forgetPrepared, isStale } from './stale-statements.ts'

/*
 * Reads of many requests share a few connections, on which one is sent behind the other without waiting for its answer
 * (pipelining). All that one turn of the event loop wants to read leaves in one piece: the system calls, and waking the
 * server's process, cost more than a small statement.
 */

export type LanesOptions = {
  /** The most connections used at once. */
  readonly most: number
  /** Lends a connection of the pool, made for pipelining. Rejects with the error that reads shall fail with. */
  readonly lend: () => Promise<PoolClient>
  /** Whether a connection can be lent without waiting for another to come back. */
  readonly canLend: () => boolean
  /** Whether somebody else waits for a connection. */
  readonly isWanted: () => boolean
  /** Null for an error about the statement alone; else the one to fail with, as the connection is broken. */
  readonly breakage: (error: Error) => Error | null
  /** How long the server may be at one read: a connection on which it takes longer is given up. */
  readonly answerMs: number
  /** Cancels what the server does for this connection. */
  readonly cancel: (client: PoolClient) => void
}

export type Lanes = Queryable & {
  /** Connections that are lent and at rest. */
  idle(): number
}

type Told = (error: Error | null, result?: { readonly rows: never[] }) => void

type Read = {
  readonly name: string | undefined
  readonly ask: (client: PoolClient, told: Told) => void
  readonly deadline: number | undefined
  readonly cancellation: Cancellation | undefined
  readonly meter: ByteMeter | undefined
  readonly resolve: (rows: never[]) => void
  readonly reject: (error: unknown) => void
  /** How often it was sent again. */
  tries: number
  /** Nobody waits for it any more. */
  over: boolean
}

/** A connection, and what waits for its answers, in the order of sending. */
type Lane = {
  /** Absent until the pool has lent one. */
  client: PoolClient | undefined
  waiting: Read[]
  /** No set: the tables that a set outgrows keep what was in them, and each other, until V8's next full collection. */
  sent: readonly Read[]
  /** When the server began with the first that was sent or, where there is none, since when it rests. */
  since: number
  /** Ends the counting of what its connection receives. */
  unmeter: () => void
  /** Hears of a connection that breaks at rest; reads that are on it are told themselves. */
  readonly onBreak: (error: Error) => void
}

/** So many follow each other on one connection even if another is free: what is slow holds up no more than these. */
const mostTogether = 8
/** How often a read prepares its statement anew: what was sent with it can take the new one away again. */
const mostStale = 8
/** How often deadlines are looked at, while anything is read. */
const lookMs = 100
/** A connection that rests so long goes back into the pool, which replaces and closes old ones. */
const restMs = 1_000

/**
 * Statements that only read, pipelined. Where a connection breaks under one, or the server is at it for too long, it is
 * sent once more; where something happens to another before it, it is sent again. At its deadline a read fails with a
 * `DeadlineError`, and one that is cancelled with a `CancelledError` (within 100 ms). Where the server is at it then, it is
 * made to stop; at once where its rows are too large for its meter.
 */
export function createLanes({
  most,
  lend,
  canLend,
  isWanted,
  breakage,
  answerMs,
  cancel,
}: LanesOptions): Lanes {
  const lanes = new Set<Lane>()
  let turn: Read[] = []
  let timer: NodeJS.Timeout | undefined

  function enqueue(read: Read): void {
    if (turn.push(read) === 1) setImmediate(sendTurn)
  }

  function sendTurn(): void {
    const reads = turn
    turn = []
    for (let from = 0; from < reads.length; from += mostTogether) {
      const lane = choose()
      const together = reads.slice(from, from + mostTogether)
      if (lane.client) send(lane, lane.client, together)
      else lane.waiting.push(...together)
    }
    timer ??= setInterval(look, lookMs)
  }

  /** One that is at rest, a new one, or the one with the least to do. */
  function choose(): Lane {
    let best: Lane | undefined
    for (const lane of lanes) if (!best || load(lane) < load(best)) best = lane
    return best && (load(best) === 0 || lanes.size >= most || !canLend()) ? best : open()
  }

  function open(): Lane {
    const lane: Lane = {
      client: undefined,
      waiting: [],
      sent: [],
      since: performance.now(),
      unmeter: () => {},
      onBreak: (error) => {
        if (lane.sent.length === 0) giveBack(lane, error)
      },
    }
    lanes.add(lane)
    lend().then(
      (client) => {
        lane.client = client
        client.on('error', lane.onBreak)
        lane.unmeter = meterConnection(
          client,
          () => lane.sent[0]?.meter,
          (error) => endCurrent(lane, error),
        )
        send(lane, client, lane.waiting)
        lane.waiting = []
      },
      (error) => {
        lanes.delete(lane)
        for (const read of lane.waiting) read.reject(error)
      },
    )
    return lane
  }

  function send(lane: Lane, client: PoolClient, reads: readonly Read[]): void {
    const stream = streamOf(client)
    if (lane.sent.length === 0) lane.since = performance.now()
    stream.cork()
    for (const read of reads) {
      if (read.over) continue
      lane.sent = [...lane.sent, read]
      read.ask(client, (error, result) => answer(lane, read, error, result?.rows ?? []))
    }
    stream.uncork()
  }

  function answer(lane: Lane, read: Read, error: Error | null, rows: never[]): void {
    lane.sent = lane.sent.filter((one) => one !== read)
    if (!error) read.resolve(rows)
    else fail(lane, read, error)
    lane.since = performance.now()
    if (lane.sent.length === 0 && isWanted()) giveBack(lane)
  }

  function fail(lane: Lane, read: Read, error: Error): void {
    const broken = breakage(error)
    // The first to fail is the one that the server was at. Those behind it had no part in it.
    const isCause = lanes.has(lane)
    if (broken) giveBack(lane, broken)
    if (read.over) return
    if (lane.client && isCause && isStale(error, read.name) && read.tries < mostStale) {
      read.tries += 1
      forgetPrepared(lane.client, read.name)
      send(lane, lane.client, [read])
    } else if (broken && (!isCause || read.tries < 1)) {
      if (isCause) read.tries += 1
      enqueue(read)
    } else read.reject(broken ?? error)
  }

  /** Back into the pool; a broken one is thrown away there, and all that waits on it fails. */
  function giveBack(lane: Lane, broken?: Error): void {
    if (!lane.client || !lanes.delete(lane)) return
    lane.unmeter()
    if (!broken) lane.client.off('error', lane.onBreak)
    lane.client.release(broken)
  }

  function look(): void {
    const now = performance.now()
    for (const lane of lanes) {
      for (const read of [...lane.sent, ...lane.waiting]) endIfOver(read, now)
      const waited = now - lane.since
      // One that was sent behind others is given up when the server has come to it, unless it is quicker than that.
      if (lane.client && lane.sent[0]?.over && waited > lookMs) abandon(lane.client)
      if (lane.sent.length === 0 && waited > restMs) giveBack(lane)
      if (lane.client && lane.sent.length > 0 && waited > answerMs)
        streamOf(lane.client).destroy(new Error('no answer came in time'))
    }
    if (lanes.size > 0) return
    clearInterval(timer)
    timer = undefined
  }

  function endIfOver(read: Read, now: number): void {
    if (read.over) return
    const isLate = read.deadline !== undefined && read.deadline <= now
    if (!isLate && !read.cancellation?.isCancelled) return
    read.over = true
    read.reject(isLate ? new DeadlineError() : new CancelledError())
  }

  /** Fails the read that the server answers at the moment, and stops the answer. */
  function endCurrent(lane: Lane, error: Error): void {
    const [read] = lane.sent
    if (!read || read.over || !lane.client) return
    read.over = true
    read.reject(error)
    abandon(lane.client)
  }

  /**
   * Makes the server stop what it does on a connection, and gives the connection up: a cancellation that comes late hits no
   * other read, as those sent behind are sent again elsewhere.
   */
  function abandon(client: PoolClient): void {
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
      const plain = (client: PoolClient, told: Told) => client.query<never>(asked, told)
      // Whoever observes statements wants to be told in the context of the one who sent it, not of the turn.
      const ask = statements.hasSubscribers ? AsyncResource.bind(plain) : plain
      return new Promise((resolve, reject) => {
        checkDeadline(deadline)
        cancellation?.throwIfCancelled()
        enqueue({ name, ask, deadline, cancellation, meter, resolve, reject, tries: 0, over: false })
      })
    },
    idle: () => [...lanes].filter((lane) => load(lane) === 0).length,
  }
}

/** The driver's types do not tell of it. */
function streamOf(client: PoolClient): Duplex {
  return (client as PoolClient & { readonly connection: { readonly stream: Duplex } }).connection.stream
}

const load = (lane: Lane) => lane.sent.length + lane.waiting.length
