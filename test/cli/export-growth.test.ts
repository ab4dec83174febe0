/** The export of a session takes time that is linear in its rows. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportSession } from '../../src/cli/export.ts'

type Variables = Readonly<Record<string, unknown>> & { readonly first: number; readonly after: string | null }
/** A session by its rows, and the most of them that a page may have before it is too large. */
type Shape = { readonly events: number; readonly slides: number; readonly maxPage: number }

const lists = ['Messages', 'Runs', 'Transcripts', 'Assets', 'SlideVersions', 'Storybooks', 'ChatSummaries']
const nothing = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } }
const text = 'A line of a page. '.repeat(20)

/** Answers as the gateway does, without a database. */
function answerOf({ events, slides, maxPage }: Shape, { first, after, ...asked }: Variables): object {
  if (asked.withEvents) {
    if (first > maxPage) return { errors: [{ message: 'too large', extensions: { code: 'LIMIT_EXCEEDED' } }] }
    const from = Number(after ?? 0)
    const until = Math.min(from + first, events)
    const nodes = Array.from({ length: until - from }, (_, i) => ({
      databaseId: from + i,
      content: { text },
    }))
    return session({
      events: { nodes, pageInfo: { hasNextPage: until < events, endCursor: String(until) } },
    })
  }
  if (asked.withPresentations) {
    const numbers = Array.from({ length: slides }, (_, i) => ({ slideNumber: slides - i }))
    return session({ presentations: [{ name: 'a', slides: numbers }] })
  }
  if (asked.withSlides) {
    const [from, to] = [Number(asked.fromNumber), Number(asked.toNumber)]
    const part = Array.from({ length: to - from + 1 }, (_, i) => ({ slideNumber: from + i, text }))
    return session({ presentation: { slides: part } })
  }
  return session(
    Object.fromEntries(
      [...lists, 'CreditTransactions'].map((name) => [
        name.replace(/^./, (first) => first.toLowerCase()),
        nothing,
      ]),
    ),
  )
}

const session = (fields: object) => ({ data: { session: { databaseId: 's', ...fields } } })

describe('the export of a session', () => {
  let server: Server
  let shape: Shape
  let requests = 0
  beforeAll(async () => {
    server = createServer(async (request, response) => {
      requests += 1
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const { variables } = JSON.parse(String(Buffer.concat(chunks))) as { variables: Variables }
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answerOf(shape, variables)))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => void server.close())

  /** Requests, and milliseconds of the processor's time of one export. */
  async function run(exported: Shape) {
    shape = exported
    requests = 0
    const before = process.cpuUsage()
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    await exportSession('s', {
      url,
      token: () => 'token',
      write: async () => {},
      warn: (line) => expect.fail(line),
    })
    const { user, system } = process.cpuUsage(before)
    return { requests, ms: (user + system) / 1000 }
  }

  const shapes: Readonly<Record<string, (size: number) => Shape>> = {
    'many rows': (size) => ({ events: size * 10, slides: 0, maxPage: 50 }),
    'rows of which a page is too large': (size) => ({ events: size, slides: 0, maxPage: 3 }),
    slides: (size) => ({ events: 0, slides: size * 2, maxPage: 50 }),
  }

  it.each(Object.entries(shapes))(
    'takes at most 2.5 times as long for twice as much: %s',
    async (_name, make) => {
      const [half, whole] = [make(500), make(1_000)]
      await run(half)
      let best = Number.POSITIVE_INFINITY
      for (let tries = 0; tries < 6 && best >= 2.5; tries += 1) {
        const [once, twice] = [await run(half), await run(whole)]
        expect(twice.requests).toBeLessThanOrEqual(2 * once.requests)
        best = Math.min(best, twice.ms / once.ms)
      }
      expect(best).toBeLessThan(2.5)
    },
  )
})
