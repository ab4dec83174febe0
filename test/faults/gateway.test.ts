import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FaultyGateway } from './gateway-process.ts'
import { Load, type Send, sendTo, tally } from './load.ts'
import { roundRobin } from './round-robin.ts'
import { readSessionNames } from './scenario.ts'
import { type BreakableServer, programs, startBreakableServer } from './server.ts'
import { WatchedRun } from './stream.ts'

// Without PostgreSQL's programs on this machine there is no server for two gateways.
describe.skipIf(!programs)('gateways that go', () => {
  let server: BreakableServer
  let databaseUrl = ''
  let gateways: FaultyGateway[]
  beforeAll(async () => {
    server = await startBreakableServer()
    databaseUrl = await server.newDatabase()
    gateways = [new FaultyGateway(databaseUrl), new FaultyGateway(databaseUrl)]
    await Promise.all(gateways.map((gateway) => gateway.start()))
  })
  afterAll(async () => {
    await Promise.all(gateways.map((gateway) => gateway.stop('SIGKILL')))
    await server.remove()
  })

  /** Has users read, write and watch while something happens; resolves with what they got. */
  async function during(used: readonly FaultyGateway[], send: Send, happens: () => Promise<void>) {
    const load = new Load(send, { readers: 3, writers: 2 })
    const run = await WatchedRun.start(
      databaseUrl,
      used.map(({ socketUrl }) => socketUrl),
      4,
    )
    await load.everyone(0, 3, (outcome) => outcome === 'OK')
    const from = performance.now()
    await happens()
    const liftedAt = performance.now()
    const recoveredAt = await load.recovery(liftedAt)
    await load.stop()
    const { written, seen } = await run.finish()
    const made = await readSessionNames(databaseUrl, load.acknowledged)
    expect(made.toSorted()).toEqual(load.acknowledged.toSorted())
    for (const one of seen) expect(one.toSorted()).toEqual(written)
    const meanwhile = load.between(from, recoveredAt)
    return {
      meanwhile,
      outcomes: new Set(meanwhile.map(({ outcome }) => outcome)),
      finding: {
        answers: tally(meanwhile),
        slowestMs: Math.max(...meanwhile.map((one) => one.until - one.from)),
        recoveryMs: recoveredAt - liftedAt,
        nothingLost: `${made.length} of ${load.acknowledged.length} writes, ${written.length} events to each of ${seen.length}`,
      },
    }
  }

  it('a rolling restart of two gateways drops no request and no event', async ({ task }) => {
    const stops: { code: number | null; ms: number }[] = []
    const { finding, outcomes } = await during(
      gateways,
      roundRobin(gateways.map(({ url }) => url)),
      async () => {
        for (const gateway of gateways) {
          stops.push(await gateway.stop('SIGTERM'))
          await gateway.start()
        }
      },
    )
    task.meta.finding = { fault: 'two gateways are restarted in turn (SIGTERM)', ...finding }
    expect([...outcomes]).toEqual(['OK'])
    for (const { code, ms } of stops) {
      expect(code).toBe(0)
      expect(ms).toBeLessThan(10_000)
    }
  })

  it('a killed gateway loses nothing that it acknowledged', async ({ task }) => {
    const [gateway] = gateways as [FaultyGateway]
    const { finding, outcomes } = await during([gateway], sendTo(gateway.url), async () => {
      await gateway.stop('SIGKILL')
      await gateway.start()
    })
    task.meta.finding = { fault: 'the gateway is killed, and started again', ...finding }
    expect(
      [...outcomes].filter(
        (one) => !/^(OK|ECONN\w+|UND_ERR_SOCKET|EPIPE|503 SERVICE_UNAVAILABLE)$/.test(one),
      ),
    ).toEqual([])
    expect(outcomes).toContain('ECONNREFUSED')
    expect(finding.recoveryMs).toBeLessThan(5_000)
  })
})
