/** OWASP API4:2023: a thousand abusive requests, each another, at a gateway process with a small heap. */
import { parse, validate } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../src/data/open.ts'
import { people, sessions } from '../../../src/demo/identities.ts'
import { schema } from '../../../src/schema/schema.ts'
import { asker, signTokenFor } from '../../support/client.ts'
import { testDatabases } from '../../support/database.ts'
import { randomNumbers } from '../random-operations.ts'
import { operations } from './documents.ts'
import { type AbusedGateway, startAbusedGateway, startProber } from './processes.ts'
import { computeMaxProcessorTime } from './processor-time.ts'
import { type Abuse, requests } from './requests.ts'
import { insertLargeRows } from './rows.ts'
import { describeRequests, describeTurn, type Sent, sendAbuse } from './sent.ts'
import { sockets } from './sockets.ts'

const seed = Number(process.env.ABUSE_SEED ?? 20_261_129)
const count = 1_060
const concurrency = 16
/** It takes about a minute where nothing else runs. */
const timeoutMs = 240_000
/** How long a gateway may be held at a stretch, and keep `/health/live` waiting, in milliseconds. */
const maxMs = 250
/** The same without garbage collections; it is below 50 ms where no other work makes each step longer. */
const maxWorkMs = 75
/** How many turns of the event loop may take more than this in milliseconds of processor time, collections included. */
const longMs = 50
const maxLongTurns = 25

/** Different requests of all kinds in turn, the same for the same seed. */
function makeAbuse(): readonly Abuse[] {
  const random = randomNumbers(seed)
  const kinds = Object.entries({ ...requests, ...sockets })
  return Array.from({ length: count }, (_, i) => {
    const [kind, make] = kinds[i % kinds.length] as (typeof kinds)[number]
    return { kind, ...make(random) }
  })
}

// The embedded database works in the gateway's own process, and cannot be interrupted.
const server = testDatabases.find(({ kind }) => kind === 'postgres')

it.each(Object.entries(operations))('the operation of %s is valid, so that it is executed', (_kind, make) => {
  expect(validate(schema, parse(make(randomNumbers(seed)).query ?? ''))).toEqual([])
})

describe.runIf(server)(`a gateway with a heap of 512 MB, seed ${seed}`, () => {
  let gateway: AbusedGateway
  let remove: () => Promise<void>
  const tokens: (string | undefined)[] = [undefined]
  beforeAll(async () => {
    if (!server) return
    const created = await server.create('seeded')
    remove = created.remove
    const database = await openDatabase(created.config)
    await insertLargeRows(database)
    await database.close()
    gateway = await startAbusedGateway(created.config.databaseUrl ?? '')
    tokens.push(await signTokenFor(people.demo), await signTokenFor(people.maria))
  })
  afterAll(async () => {
    await gateway?.stop()
    await remove?.()
  })

  const isServing = async () => {
    const { data } = await asker(gateway.url)<{ session: { name: string } | null }>(
      `{ session(id: "${sessions.pictureSlides}") { name } }`,
    )
    return data?.session?.name !== undefined
  }

  it('survives a thousand abusive requests, and answers others meanwhile', {
    timeout: timeoutMs,
  }, async () => {
    const all = makeAbuse()
    expect(new Set(all.map(({ key }) => key)).size).toBeGreaterThanOrEqual(1_000)
    expect(await isServing()).toBe(true)
    const endProbes = startProber(new URL('/health/live', gateway.url).href, maxMs)
    gateway.begin()
    const since = performance.now()
    const next = all.entries()
    const sent: Sent[] = []
    const abuser = async () => {
      for (const [i, abuse] of next) {
        sent.push(await sendAbuse(abuse, { url: gateway.url, token: tokens[i % tokens.length] }))
        if (gateway.exitCode() !== null)
          throw new Error(
            `It ended with ${gateway.exitCode()} after ${i}, ${abuse.kind}: ${gateway.lastOutput()}`,
          )
      }
    }
    await Promise.all(Array.from({ length: concurrency }, abuser))
    const [probes, report] = [await endProbes(), await gateway.report()]
    const busyMs = probes.slow.map(([from, until]) => computeMaxProcessorTime(report.samples, from, until))
    const longestFirst = report.turns.toSorted((a, b) => b.busyMs - a.busyMs)
    const longTurns = report.turns.filter((turn) => turn.busyMs > longMs)
    console.log(
      `${count} abusive requests in ${Math.round((performance.now() - since) / 1000)} s`,
      {
        probes: probes.count,
        slow: probes.slow.length,
        busyInSlowMs: Math.round(Math.max(0, ...busyMs)),
        longestMs: Math.round(longestFirst[0]?.busyMs ?? 0),
        longestWorkMs: Math.round(Math.max(0, ...report.turns.map(({ workMs }) => workMs))),
        beyond50ms: longTurns.length,
        heapMb: Math.round(report.heapBytes / 1e6),
      },
      longestFirst.slice(0, 5).map((turn) => describeTurn(turn, sent)),
    )
    expect(gateway.exitCode()).toBeNull()
    await expect.poll(isServing).toBe(true)
    expect(probes.failures).toEqual([])
    const tooLong = longestFirst.filter(({ busyMs, workMs }) => busyMs >= maxMs || workMs >= maxWorkMs)
    expect(
      tooLong.map((turn) => `${describeTurn(turn, sent)}\n${describeRequests(turn, sent)}`).join('\n\n'),
    ).toBe('')
    expect(longTurns.length).toBeLessThan(maxLongTurns)
    // On a busy machine a probe also waits for a processor, while the gateway goes on with other work whenever it has one.
    const isAtWork = ([from, until]: (typeof probes.slow)[number], i: number) =>
      (busyMs[i] ?? 0) > maxMs && (busyMs[i] ?? 0) > (until - from) / 2
    expect(probes.slow.filter(isAtWork)).toEqual([])
  })
})
