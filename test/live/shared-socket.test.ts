import { randomUUID } from 'node:crypto'
import { createClient } from 'graphql-ws'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import WebSocket from 'ws'
import { demoUser, sessions } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'

const [testDatabase] = testDatabases
if (!testDatabase) throw new Error('This run has no database.')
const events = 3_000
const query =
  'subscription($run: ID!) { runLog(runId: $run) { __typename ... on EventAdded { event { id text } } } }'

describe('replays on one WebSocket whose client reads slowly', () => {
  let gateway: TestGateway
  const run = randomUUID()
  beforeAll(async () => {
    const database = await testDatabase.open('seeded')
    await database.query(
      `insert into run_tasks (id, session_id, task_type, status) values ($1, $2, 'long', 'running')`,
      [run, sessions.research],
    )
    await database.query(
      `insert into application_events (event_type, event_group, session_id, run_id, content)
       select 'agent.reasoning', 'agent', $2, $1, jsonb_build_object('text', repeat('word ', 400))
         from generate_series(1, ${events}) n`,
      [run, sessions.research],
    )
    gateway = await startGateway(database)
  })
  afterAll(() => gateway.close())

  it('all go on when the buffer that they share was sent', async () => {
    const token = await signTokenFor(demoUser)
    const client = createClient({
      url: gateway.url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${token}` },
      on: {
        opened: (socket) => {
          const { _socket: connection } = socket as { _socket: { pause(): void; resume(): void } }
          const timer = setInterval(() => {
            connection.pause()
            setTimeout(() => connection.resume(), 15)
          }, 20)
          ;(socket as WebSocket).on('close', () => clearInterval(timer))
        },
      },
    })
    const counts = [0, 0, 0]
    for (const index of counts.keys())
      client.subscribe(
        { query, variables: { run } },
        {
          next: () => {
            counts[index] = (counts[index] ?? 0) + 1
          },
          error: () => {},
          complete: () => {},
        },
      )
    try {
      await vi
        .waitUntil(() => counts.every((count) => count === events + 1), { timeout: 30_000 })
        .catch(() => {})
      expect(counts).toEqual([events + 1, events + 1, events + 1])
    } finally {
      await client.dispose()
    }
  })
})
