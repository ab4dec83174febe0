import { once } from 'node:events'
import { WebSocket } from 'ws'
import { observePauses, type Pauses } from './pauses.ts'

/** The watchers that the process opens, and what they subscribe to. */
export type Job = {
  readonly url: string
  readonly token?: string
  readonly query: string
  /** One for each watcher. */
  readonly variables: readonly object[]
}

/** What the watchers received in a round; delays in milliseconds. */
export type Received = {
  readonly at: number
  readonly delays: number[]
  /** Delays of messages that came from the benchmark itself, past the server and the database. */
  readonly echoes: number[]
  readonly pauses: Pauses
}

// Many watchers in one process: opens them all, says so, then tells when each round's messages have all arrived.
let received = 0
let wanted = Number.POSITIVE_INFINITY
let delays: number[] = []
let echoes: number[] = []
const readPauses = observePauses()

function note(data: string): void {
  received += 1
  const at = /sentAt\D+(\d+)/.exec(data)?.[1]
  if (at) delays.push(Date.now() - Number(at))
  if (received >= wanted) report()
}

function report(): void {
  wanted = Number.POSITIVE_INFINITY
  const at = performance.timeOrigin + performance.now()
  process.send?.({ at, delays, echoes, pauses: readPauses() } satisfies Received)
  delays = []
  echoes = []
}

async function open({ url, token, query }: Job, variables: object): Promise<void> {
  const socket = new WebSocket(url, 'graphql-transport-ws', { perMessageDeflate: false })
  await once(socket, 'open')
  socket.send(JSON.stringify({ type: 'connection_init', payload: { token } }))
  await once(socket, 'message')
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables } }))
  const [first] = await once(socket, 'message')
  if (!String(first).includes('"next"')) throw new Error(String(first))
  socket.on('message', (data) => note(String(data)))
  socket.on('close', (code) => console.error(`a watcher was closed with ${code}`))
}

process.on('message', async (message: { job?: Job; wait?: number; sentAt?: number }) => {
  if (message.sentAt !== undefined) echoes.push(Date.now() - message.sentAt)
  if (message.job) {
    const { job } = message
    for (let from = 0; from < job.variables.length; from += 100)
      await Promise.all(job.variables.slice(from, from + 100).map((variables) => open(job, variables)))
    process.send?.({ opened: true })
  }
  if (message.wait !== undefined) {
    received = 0
    wanted = message.wait
    readPauses()
    process.send?.({ waiting: true })
  }
})
