import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway } from '../support/gateway.ts'

type Span = { name: string; spanId: string; parentSpanId?: string; traceId: string; attributes: object[] }

const [testDatabase] = testDatabases.toReversed()
if (!testDatabase) throw new Error('This run has no database.')

describe(`traces, on ${testDatabase.kind}`, () => {
  const spans: Span[] = []
  let collector: Server
  beforeAll(async () => {
    collector = createServer(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      const body = Buffer.concat(chunks)
      const text = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body
      for (const { scopeSpans } of JSON.parse(text.toString()).resourceSpans)
        for (const scope of scopeSpans) spans.push(...scope.spans)
      response.end('{}')
    }).listen(0, '127.0.0.1')
    await once(collector, 'listening')
    process.env.OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`
  })
  afterAll(() => {
    delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT
    collector.close()
  })

  it("continue the caller's trace: request, execution, statements, and no value of anybody's", async () => {
    const gateway = await startGateway(await testDatabase.open('seeded'), {
      OTEL_EXPORTER_OTLP_ENDPOINT: process.env.OTEL_EXPORTER_OTLP_ENDPOINT ?? '',
    })
    const traceId = '0af7651916cd43dd8448eb211c80319c'
    await gateway.ask('query Home { viewer { sessions(first: 3) { nodes { id } } } }', {
      token: await signTokenFor(people.demo),
      headers: { traceparent: `00-${traceId}-b7ad6b7169203331-01` },
    })
    await gateway.close()
    const mine = spans.filter((span) => span.traceId === traceId)
    const request = mine.find(({ name }) => name === 'POST /graphql')
    const execution = mine.find(({ name }) => name === 'query Home')
    expect(request?.parentSpanId).toBe('b7ad6b7169203331')
    expect(execution?.parentSpanId).toBe(request?.spanId)
    const sent = mine.filter(({ name }) => name.startsWith('postgresql'))
    if (testDatabase.kind === 'postgres') {
      expect(sent.length).toBeGreaterThan(1)
      expect(sent.some(({ parentSpanId }) => parentSpanId === execution?.spanId)).toBe(true)
    }
    expect(JSON.stringify(mine)).not.toContain(people.demo.id)
  })
})
