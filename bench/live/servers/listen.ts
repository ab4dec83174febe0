import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { type WebSocket, WebSocketServer } from 'ws'
import { serveBench } from './report.ts'

// What a server is that one writes by hand: LISTEN, then the rows of the run behind the last one that was read, as one
// text for all of its sockets. No GraphQL, no rights, no cursors; a row that is committed late is lost.
const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
await client.connect()
await client.query('listen ii_gateway_changes')

type Run = { readonly sockets: Set<WebSocket>; last: string }
const runs = new Map<string, Run>()
const newRows = `select id::text, content, created_at::text as "createdAt" from application_events
  where run_id = $1 and created_at > $2::timestamptz order by created_at`

let reading = Promise.resolve()
client.on('notification', ({ payload = '{}' }) => {
  const { table, keys } = JSON.parse(payload) as { table?: string; keys?: Record<string, string[]> }
  if (table !== 'application_events') return
  for (const run of keys?.run_id ?? []) reading = reading.then(() => send(run))
})

async function send(id: string): Promise<void> {
  const run = runs.get(id)
  if (!run) return
  const { rows } = await client.query<{ id: string; content: object; createdAt: string }>({
    name: 'new rows',
    text: newRows,
    values: [id, run.last],
  })
  for (const { id, content, createdAt } of rows) {
    if (createdAt <= run.last) continue
    run.last = createdAt
    const data = { runLog: { event: { databaseId: id, content } } }
    const message = JSON.stringify({ id: '1', type: 'next', payload: { data } })
    for (const socket of run.sockets) socket.send(message)
  }
}

const http = createServer()
const sockets = new WebSocketServer({ server: http, path: '/graphql' })
sockets.on('connection', (socket) => {
  socket.on('message', (data) => {
    const { type, id, payload } = JSON.parse(String(data))
    if (type === 'connection_init') socket.send('{"type":"connection_ack"}')
    if (type !== 'subscribe') return
    const run: Run = runs.get(payload.variables.run) ?? { sockets: new Set(), last: '-infinity' }
    runs.set(payload.variables.run, run)
    run.sockets.add(socket)
    socket.send(JSON.stringify({ id, type: 'next', payload: null }))
  })
})
http.listen(0, '127.0.0.1')
await once(http, 'listening')
serveBench((http.address() as AddressInfo).port, async () => {})
