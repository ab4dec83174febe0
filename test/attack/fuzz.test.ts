/** Random valid operations, nasty values in every argument, as each kind of viewer: nothing breaks and nothing leaks. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people } from '../../src/demo/identities.ts'
import { canaries } from '../../src/demo/secrets.ts'
import { signTokenFor } from '../support/client.ts'
import type { TestGateway } from '../support/gateway.ts'
import { startAttackedGateway } from './gateway.ts'
import { createOperationSource, randomNumbers } from './random-operations.ts'
import { type TransportName, transports } from './transports.ts'

const seconds = Number(process.env.FUZZ_SECONDS ?? 5)
const seed = Number(process.env.FUZZ_SEED ?? 20_261_123)
/** What an operation that is valid may never be answered with. */
const failures = /INTERNAL_SERVER_ERROR|GRAPHQL_PARSE_FAILED|GRAPHQL_VALIDATION_FAILED/
/** What tells how the gateway is made. */
const insides = /Prisma|pg_catalog|relation \\"|syntax error at|node_modules|at \w+ \(|SQLSTATE/
const maxMs = 10_000

const viewers = [
  ['nobody', null],
  ['a user', people.demo],
  ['another user', people.maria],
  ['an admin', { ...people.admin, isAdmin: true }],
] as const

describe('random operations', () => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await startAttackedGateway({ MAX_ALIASES: '10000' })
  })
  afterAll(() => gateway.close())

  it.each(viewers)(
    'of %s',
    async (name, person) => {
      const random = randomNumbers(seed)
      const next = createOperationSource(random)
      const names: TransportName[] = ['the fast path', 'the fast path', 'the Yoga path', 'WebSocket']
      const until = performance.now() + seconds * 1_000
      let count = 0
      while (performance.now() < until || count < 50) {
        const query = next()
        // Some of them sign the viewer out for good.
        if (/deactivate|setUser|Account/.test(query)) continue
        const transport = names[Math.floor(random() * names.length)] ?? 'the fast path'
        const since = performance.now()
        const token = person ? await signTokenFor(person) : undefined
        const text = JSON.stringify(await transports[transport](gateway, { query, token }))
        const place = `seed ${seed}, operation ${count}, ${transport}: ${query}\n${text.slice(0, 1_000)}`
        expect(failures.test(text), place).toBe(false)
        expect(insides.test(text), place).toBe(false)
        expect(
          canaries.filter((canary) => text.includes(canary)),
          place,
        ).toEqual([])
        expect(performance.now() - since, place).toBeLessThan(maxMs)
        count += 1
      }
      console.log(`${count} random operations of ${name}, seed ${seed}`)
    },
    seconds * 1_000 + 60_000,
  )

  it('leave no secret in the log', () => {
    const log = JSON.stringify(gateway.lines)
    expect(canaries.filter((canary) => log.includes(canary))).toEqual([])
    expect(gateway.lines.filter(({ msg }) => msg === 'unexpected error')).toEqual([])
  })
})
