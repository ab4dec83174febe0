import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { parseArgs } from 'node:util'
import type { Database } from '../src/data/database.ts'
import { openDatabase } from '../src/data/open.ts'
import { type CaseName, cases } from './cases.ts'
import { type Contender, contenders } from './contenders.ts'
import { startBenchDatabase } from './database.ts'
import { buildRequests, checkAnswers, type Requests } from './measure.ts'
import { type Running, startContender } from './processes.ts'

// Processor time of a request, of the server and of PostgreSQL, while servers answer in turn over one connection, a short
// slice each. Unlike throughput it can be compared while the machine does other work. Needs Linux.

const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: '1' },
    slices: { type: 'string', default: '40' },
    requests: { type: 'string', default: '200' },
    'warm-up': { type: 'string', default: '6000' },
    only: { type: 'string', default: 'rename' },
    servers: { type: 'string', default: 'gateway,postgraphile' },
  },
})
const [scale, slices, amount] = [Number(values.scale), Number(values.slices), Number(values.requests)]
const warmUp = Number(values['warm-up'])

type Server = {
  readonly contender: Contender
  readonly running: Running
  readonly requests: Requests
  readonly agent: Agent
}

/** Processor time of a request in microseconds. */
type Cost = { readonly server: number; readonly postgres: number }

const data = await startBenchDatabase(scale)
const open = (name: Contender['database']) =>
  openDatabase({ databaseUrl: data.url(name), dataDir: '', poolSize: 1, statementTimeoutMs: 60_000 })
const database = await open('bench')

function send({ running, agent }: Server, { headers, body }: Requests[number]): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(running.url, { method: 'POST', headers, agent }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${running.url} answers ${response.statusCode}`))
      response.resume().on('end', resolve)
    })
    sent.on('error', reject).end(body)
  })
}

/** Processor time of the processes of a server's database in microseconds, but for the one that asks. */
async function postgresTime(asked: Database, name: string): Promise<number> {
  const backends = await asked.query<{ pid: number }>(
    'select pid from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()',
    [name],
  )
  const nanoseconds = backends.map(({ pid }) =>
    Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]),
  )
  return nanoseconds.reduce((sum, one) => sum + one, 0) / 1000
}

async function drive(server: Server, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const next = server.requests[n % server.requests.length]
    if (next) await send(server, next)
  }
}

async function measure(server: Server): Promise<Cost> {
  const name = server.contender.database
  const [used, postgres] = [await server.running.usage(), await postgresTime(database, name)]
  await drive(server, amount)
  const after = await server.running.usage()
  return {
    server: (after.cpuMicroseconds - used.cpuMicroseconds) / amount,
    postgres: ((await postgresTime(database, name)) - postgres) / amount,
  }
}

const quantile = (all: readonly number[], part: number) =>
  all.toSorted((a, b) => a - b)[Math.floor(all.length * part)] ?? Number.NaN

const sumOf = ({ server, postgres }: Cost) => server + postgres

function report(name: CaseName, servers: readonly Server[], costs: readonly (readonly Cost[])[]): void {
  for (const [i, { contender }] of servers.entries()) {
    const own = costs[i] ?? []
    const first = costs[0] ?? []
    const median = (of: (cost: Cost) => number) => quantile(own.map(of), 0.5).toFixed(0)
    // Neighbouring slices share what else the machine does.
    const ratio = (of: (cost: Cost) => number) => {
      const all = own.flatMap((cost, n) => (first[n] ? [of(cost) / of(first[n])] : []))
      return [0.25, 0.5, 0.75].map((part) => quantile(all, part).toFixed(2)).join(' … ')
    }
    console.log(
      `${name}, ${contender.name}: server ${median(({ server }) => server)} µs (× ${ratio(({ server }) => server)}), PostgreSQL ${median(({ postgres }) => postgres)} µs (× ${ratio(({ postgres }) => postgres)}), both ${median(sumOf)} µs (× ${ratio(sumOf)})`,
    )
  }
}

const wanted = contenders.filter(({ name }) => values.servers.split(',').includes(name))
const running = await Promise.all(
  wanted.map((contender) =>
    startContender(contender, { databaseUrl: data.url(contender.database), poolSize: 8 }),
  ),
)
try {
  for (const name of values.only.split(',') as CaseName[]) {
    if (!Object.hasOwn(cases, name)) throw new Error(`--only takes ${Object.keys(cases).join()}`)
    const servers: Server[] = []
    for (const [i, contender] of wanted.entries()) {
      const one = running[i]
      if (!one) continue
      const requests = await buildRequests(contender, name, { url: one.url, database, scale })
      const agent = new Agent({ keepAlive: true, maxSockets: 1 })
      servers.push({ contender, running: one, requests, agent })
    }
    await checkAnswers(name, servers)
    for (const server of servers) await drive(server, warmUp)
    const costs = servers.map(() => [] as Cost[])
    for (let n = 0; n < slices; n += 1)
      for (const [i, server] of servers.entries()) costs[i]?.push(await measure(server))
    report(name, servers, costs)
    for (const { agent } of servers) agent.destroy()
  }
} finally {
  for (const one of running) await one.stop()
  await database.close()
  await data.stop()
}
