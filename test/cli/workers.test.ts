import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { people } from '../../src/demo/identities.ts'
import { asker, signTokenFor, testSecret } from '../support/client.ts'
import { postgresOnly } from '../support/database.ts'
import { type RunningProcess, runCommand, startCommand } from './process.ts'

it('WORKERS is refused with the embedded database, in one line', async () => {
  const { code, err } = await runCommand([], { WORKERS: '2' })
  expect({ code, err }).toEqual({
    code: 1,
    err: 'WORKERS needs DATABASE_URL: the embedded database belongs to one process.\n',
  })
})

describe.each(postgresOnly())('WORKERS=2, on $kind', ({ create }) => {
  let env: Record<string, string>
  let remove: () => Promise<void>
  let gateway: RunningProcess
  const started: RunningProcess[] = []
  let url: string
  beforeAll(async () => {
    const made = await create('empty')
    remove = made.remove
    env = {
      PORT: '0',
      HOST: '127.0.0.1',
      METRICS_PORT: '0',
      WORKERS: '2',
      DATABASE_URL: made.config.databaseUrl ?? '',
      JWT_SECRET_KEY: testSecret,
    }
  })
  afterAll(async () => {
    for (const { child, finished } of started) {
      child.kill('SIGKILL')
      await finished
    }
    await remove()
  })

  const ready = /(?:"msg":"ready"[\s\S]*){2}/
  async function start(limits: Record<string, string> = {}): Promise<void> {
    gateway = startCommand([], { ...env, ...limits })
    started.push(gateway)
    url = (await gateway.writes(/"url":"([^"]+)"/))[1] ?? ''
    await gateway.writes(ready)
  }
  const pids = async () => {
    const [out] = await gateway.writes(/[\s\S]*/)
    return [...out.matchAll(/"workerPid":(\d+),"msg":"a worker starts"/g)].map(([, pid]) => Number(pid))
  }
  const ask = (token?: string) => asker(url)('{ __typename }', { token })

  it('migrates once, answers in both processes, adds up their metrics, and drains both', async () => {
    await start()
    const [out] = await gateway.writes(/[\s\S]*/)
    expect(out.match(/applied migration 20260402000002_tables/g)).toHaveLength(1)
    expect(await pids()).toHaveLength(2)
    const requests = 40
    for (let sent = 0; sent < requests; sent += 1) expect((await ask()).data).toEqual({ __typename: 'Query' })
    const [, port] = await gateway.writes(/"port":(\d+),"msg":"metrics"/)
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
    const total = /^ii_gateway_requests_total\{[^}]*outcome="OK"\} (\d+)$/m.exec(metrics)?.[1]
    expect(Number(total)).toBe(requests)
    expect(/^ii_gateway_serving (\d+)$/m.exec(metrics)?.[1]).toBe('2')
    expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200)

    gateway.child.kill('SIGTERM')
    const { code, out: whole, err } = await gateway.finished
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(whole).not.toMatch(/stopping failed|ended and is replaced/)
  })

  it('replaces a process that was killed, while the other one answers', async () => {
    await start()
    const workers = await pids()
    expect(workers).toHaveLength(2)
    process.kill(Number(workers[0]), 'SIGKILL')
    await gateway.writes(/ended and is replaced/)
    expect((await ask(await signTokenFor(people.demo))).status).toBe(401)
    await gateway.writes(/(?:"msg":"ready"[\s\S]*){3}/)
    expect(await pids()).toHaveLength(3)
    gateway.child.kill('SIGINT')
    expect((await gateway.finished).code).toBe(0)
  })

  it('survives a process that ends while it waits for the metrics of another, which hangs', async () => {
    await start()
    const [, port] = await gateway.writes(/"port":(\d+),"msg":"metrics"/)
    const [first, second] = (await pids()) as [number, number]
    process.kill(second, 'SIGSTOP')
    // One of the two processes takes each.
    const requests = [0, 1].map(() => fetch(`http://127.0.0.1:${port}/metrics`).catch(() => undefined))
    await pause(1_000)
    process.kill(first, 'SIGKILL')
    await gateway.writes(/a worker did not answer with its metrics/)
    process.kill(second, 'SIGCONT')
    await Promise.all(requests)
    await gateway.writes(/(?:"msg":"ready"[\s\S]*){3}/)
    expect((await ask()).data).toEqual({ __typename: 'Query' })
    gateway.child.kill('SIGTERM')
    const { code, err } = await gateway.finished
    expect({ code, err }).toEqual({ code: 0, err: '' })
  })

  it('counts requests of an address, and its open WebSockets, in both processes together', async () => {
    await start({ REQUESTS_PER_MINUTE_PER_ADDRESS: '300', SOCKETS_PER_ADDRESS: '6' })
    const open = await Promise.all(Array.from({ length: 6 }, () => openSocket(url)))
    expect(open.map(({ outcome }) => outcome)).toEqual(Array(6).fill('open'))
    // Consecutive connections go to one process and then to the other.
    const openTwo = async () => {
      const two = [await openSocket(url), await openSocket(url)]
      for (const { socket } of two) socket.close()
      return two.map(({ outcome }) => outcome)
    }
    await expect.poll(openTwo, { timeout: 30_000 }).toEqual([1013, 1013])
    // What a process had open that ends is subtracted.
    process.kill(Number((await pids())[0]), 'SIGKILL')
    await gateway.writes(/(?:"msg":"ready"[\s\S]*){3}/)
    await expect.poll(openTwo, { timeout: 30_000 }).toEqual(['open', 'open'])

    const minute = () => Math.floor(Date.now() / 60_000)
    let begunIn: number
    let refused: boolean
    do {
      begunIn = minute()
      for (let sent = 0; sent < 300; sent += 1) await askOnce(url)
      refused = false
      // Each process alone would answer some 150 more.
      for (let tries = 0; tries < 50 && !refused; tries += 1) {
        refused = (await askOnce(url)) === 429 && (await askOnce(url)) === 429
        await pause(100)
      }
    } while (begunIn !== minute())
    expect(refused).toBe(true)
  })

  it('ends with the reason when the first process cannot start', async () => {
    const { code, err } = await runCommand([], { ...env, DATABASE_URL: `${env.DATABASE_URL}_missing` })
    expect(code).toBe(1)
    expect(err).toMatch(/^[^\n]*does not exist[^\n]*\n$/)
  })
})

/** Opens a WebSocket; the outcome is its code where it is closed. */
function openSocket(url: string): Promise<{ socket: WebSocket; outcome: number | 'open' }> {
  const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws')
  return new Promise((resolve) => {
    socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init' })))
    socket.on('message', () => resolve({ socket, outcome: 'open' }))
    socket.on('close', (outcome) => resolve({ socket, outcome }))
    socket.on('error', () => {})
  })
}

/** Sends a request on a connection of its own; returns the status of the answer. */
async function askOnce(url: string): Promise<number | undefined> {
  const sent = get(`${url}?query={__typename}`, { agent: false, headers: { 'x-csrf-protection': '1' } })
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  response.resume()
  return response.statusCode
}
