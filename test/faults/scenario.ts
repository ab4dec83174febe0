import pg from 'pg'
import { expect, type TestContext } from 'vitest'
import { listen, type TestGateway } from '../support/gateway.ts'
import { createProxy, type DatabaseProxy } from '../support/proxy.ts'
import { Load, sendTo, tally } from './load.ts'
import { WatchedRun } from './stream.ts'

/** A gateway that reaches its database through a proxy, and everybody else who is there. */
export type World = {
  /** The database itself, past the proxy. */
  readonly databaseUrl: string
  readonly proxy: DatabaseProxy
  readonly gateway: TestGateway
}

/** A fault, and how the gateway may answer while it lasts. */
export type Fault = {
  readonly inject: (world: World) => Promise<void> | void
  /** Absent where nobody ends it: it is borne at once. */
  readonly recover?: (world: World) => Promise<void> | void
  /** What may be answered while it lasts, besides `OK`. */
  readonly outcomes?: readonly string[]
  /** What somebody must have been answered; nothing in particular unless it is said. */
  readonly seen?: readonly string[]
  /** How `/health/ready` answers while it lasts. */
  readonly ready?: number
  /** How long anybody may have waited for an answer, and everybody for the first good one after it. */
  readonly slowestMs: number
  readonly recoveryMs: number
}

/** How soon the tests' gateways give a statement and a request up. */
export const timeouts = { STATEMENT_TIMEOUT_MS: '1000', REQUEST_TIMEOUT_MS: '5000' }

export const environment = {
  ...timeouts,
  DATABASE_POOL_SIZE: '4',
  REQUESTS_PER_MINUTE: '0',
  REQUESTS_PER_MINUTE_PER_ADDRESS: '0',
  LOG_LEVEL: 'warn',
}

/** Starts a gateway whose database is behind a proxy that can fail. */
export async function createWorld(databaseUrl: string): Promise<World> {
  const proxy = await createProxy(databaseUrl)
  await proxy.start()
  const gateway = await listen({ ...environment, DATABASE_URL: proxy.url })
  await gateway.ready()
  return { databaseUrl, proxy, gateway }
}

/** Has users read, write and watch while a fault comes and goes; checks what they got, and notes it for the table. */
export async function runFault(
  world: World,
  name: string,
  fault: Fault,
  { task }: TestContext,
): Promise<void> {
  const { gateway, databaseUrl } = world
  const load = new Load(sendTo(gateway.url), { readers: 3, writers: 2 })
  const run = await WatchedRun.start(databaseUrl, [gateway.socketUrl])
  await load.everyone(0, 3, (outcome) => outcome === 'OK')

  const injectedAt = performance.now()
  await fault.inject(world)
  await load.everyone(performance.now(), fault.recover ? 2 : 10)
  if (fault.ready) await expect.poll(() => health(gateway, 'ready'), { timeout: 5_000 }).toBe(fault.ready)
  expect(await health(gateway, 'live')).toBe(200)
  const liftedAt = performance.now()
  await fault.recover?.(world)
  const recoveredAt = await load.recovery(liftedAt)
  await expect.poll(() => health(gateway, 'ready'), { timeout: 5_000 }).toBe(200)
  // From here on, no aftermath.
  const calmAt = performance.now()
  await load.everyone(calmAt, 3)
  await load.stop()
  const { written, seen } = await run.finish()
  const made = await readSessionNames(databaseUrl, load.acknowledged)

  const meanwhile = load.between(injectedAt, recoveredAt)
  const slowestMs = Math.max(...meanwhile.map(({ from, until }) => until - from))
  const recoveryMs = fault.recover ? recoveredAt - liftedAt : undefined
  task.meta.finding = {
    fault: name,
    answers: tally(meanwhile),
    slowestMs,
    recoveryMs,
    nothingLost: `${made.length} of ${load.acknowledged.length} writes, ${written.length} events to each of ${seen.length}`,
  }
  const outcomes = new Set(meanwhile.map(({ outcome }) => outcome))
  expect([...outcomes].filter((one) => one !== 'OK' && !fault.outcomes?.includes(one))).toEqual([])
  for (const outcome of fault.seen ?? []) expect(outcomes).toContain(outcome)
  expect(new Set(load.between(calmAt, Number.POSITIVE_INFINITY).map(({ outcome }) => outcome))).toEqual(
    new Set(['OK']),
  )
  expect(slowestMs).toBeLessThan(fault.slowestMs)
  expect(recoveryMs ?? 0).toBeLessThan(fault.recoveryMs)
  expect(made.toSorted()).toEqual(load.acknowledged.toSorted())
  for (const one of seen) expect(one.toSorted()).toEqual(written)
}

async function health(gateway: TestGateway, probe: 'live' | 'ready'): Promise<number> {
  return (await fetch(new URL(`/health/${probe}`, gateway.url))).status
}

/** The names of all sessions that have one of these: twice, where there are two. */
export async function readSessionNames(databaseUrl: string, names: readonly string[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query<{ name: string }>('select name from sessions where name = any($1)', [
    names,
  ])
  await client.end()
  return rows.map(({ name }) => name)
}
