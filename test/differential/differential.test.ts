/**
 * Random requests are answered alike by the planned executor and by graphql-js, on the fast path and on the Yoga path:
 * status, headers and body.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { people } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'
import { createRequestSource, type RandomRequest } from './random-requests.ts'

const seed = Number(process.env.FUZZ_SEED ?? 20_261_129)
const count = Number(process.env.DIFFERENTIAL_COUNT ?? 2_000)
const database = testDatabases.find(({ kind }) => kind === 'pglite') ?? testDatabases[0]

/** Headers that say when and over which connection an answer came, and how it was cut into pieces. */
const incidental: ReadonlySet<string> = new Set([
  'date',
  'connection',
  'keep-alive',
  'content-length',
  'transfer-encoding',
])

type Answer = {
  readonly status: number
  readonly headers: object
  /** But for its errors. */
  readonly body: string
  readonly errors: readonly string[] | undefined
}

const executors = ['Yoga path', 'graphql-js']

/** A type that only Yoga's own parser takes for JSON in UTF-8. */
const yogaType = 'application/json; charset="utf-8"'

async function answerOf(
  { url }: TestGateway,
  request: RandomRequest,
  more: Record<string, string>,
): Promise<Answer> {
  const headers = { 'content-type': 'application/json', accept: request.accept, ...more }
  const response = await fetch(url, { method: 'POST', headers, body: request.body })
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream')
  const text = isStream ? await cancelStream(response) : await response.text()
  return {
    status: response.status,
    headers: Object.fromEntries([...response.headers].filter(([name]) => !incidental.has(name))),
    ...comparable(text === '' ? {} : JSON.parse(text)),
  }
}

/** A stream does not end by itself: its status and headers are compared alone. */
async function cancelStream({ body }: Response): Promise<''> {
  await body?.cancel()
  return ''
}

/** As texts, since the order of fields counts. That of errors is the order in which promises failed, and does not. */
function comparable({ errors, ...body }: { errors?: object[] }): Pick<Answer, 'body' | 'errors'> {
  return {
    body: JSON.stringify(body),
    errors: errors?.map((error) => JSON.stringify(error)).toSorted(),
  }
}

/** Where two answers begin to differ, with what stands around; null where they do not. */
function differenceBetween(a: Answer, b: Answer): string | null {
  const [first, second] = [JSON.stringify(a), JSON.stringify(b)]
  if (first === second) return null
  const at = [...first].findIndex((character, i) => character !== second[i])
  return [first, second].map((text) => text.slice(Math.max(0, at - 200), at + 100)).join('\n and not\n')
}

function outcomeOf({ body, errors }: Answer): 'answered' | 'partly' | 'refused' {
  if (!errors) return 'answered'
  return body.startsWith('{"data":{') ? 'partly' : 'refused'
}

describe.skipIf(process.env.EXECUTION)('random requests', () => {
  let planned: TestGateway
  let plain: TestGateway
  beforeAll(async () => {
    // Some periods end now, unless their end is given.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
    const shared = await (database as NonNullable<typeof database>).open('seeded')
    const env = { MAX_ALIASES: '10000', REQUESTS_PER_MINUTE: '0', REQUESTS_PER_MINUTE_PER_ADDRESS: '0' }
    planned = await startGateway(shared, { ...env, EXECUTION: 'planned' })
    plain = await startGateway({ ...shared, close: async () => {} }, { ...env, EXECUTION: 'graphql-js' })
  })
  afterAll(async () => {
    await plain.close()
    await planned.close()
    vi.useRealTimers()
  })

  it(`have one answer each (${count} of seed ${seed})`, async () => {
    const viewers: Record<string, string>[] = [
      {},
      { authorization: `Bearer ${await signTokenFor(people.demo)}` },
      { authorization: `Bearer ${await signTokenFor(people.admin)}` },
    ]
    const next = createRequestSource(seed)
    const differences: string[] = []
    const outcomes = { answered: 0, partly: 0, refused: 0 }
    for (let i = 0; i < count; i += 1) {
      const request = next()
      const viewer = request.isWrite ? {} : viewers[i % viewers.length]
      const more = { ...viewer, 'x-request-id': `request-${i}` }
      const [first, ...others] = await Promise.all([
        answerOf(planned, request, more),
        answerOf(planned, request, { ...more, 'content-type': yogaType }),
        answerOf(plain, request, more),
      ])
      for (const [executor, other] of others.entries()) {
        const difference = differenceBetween(other, first)
        if (difference)
          differences.push(`${executors[executor]}, request ${i}: ${request.body}\n${difference}`)
      }
      outcomes[outcomeOf(first)] += 1
    }
    console.log(outcomes)
    expect(differences).toEqual([])
    // So that no change of the generator leaves nothing but refusals.
    for (const number of Object.values(outcomes)) expect(number).toBeGreaterThan(count / 10)
  }, 300_000)
})
