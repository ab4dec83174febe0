import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { openDatabase } from '../src/data/open.ts'
import { type CaseName, cases } from './cases.ts'
import { contenders } from './contenders.ts'
import { startBenchDatabase } from './database.ts'
import { buildRequests, connections } from './measure.ts'
import { load, type Running, startContender } from './processes.ts'

// The gateway in one process, and in one for each core, driven in turn. The load generator is pinned to the last core, so
// that it takes the same from each; gateway and PostgreSQL may use all. Needs /proc and taskset: Linux.

const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string', default: 'row,user,storybook,run,rename' },
    workers: { type: 'string', default: `1,${cpus().length}` },
  },
})
const [scale, seconds, rounds] = [Number(values.scale), Number(values.seconds), Number(values.rounds)]
const lastCore = cpus().length - 1
const ticksASecond = Number(execFileSync('getconf', ['CLK_TCK']))
/** A worker starts in about a second. */
const startMs = 100
const contender = contenders.find(({ name }) => name === 'gateway')
if (!contender) throw new Error('The gateway is no contender.')

type Round = {
  readonly perSecond: number
  readonly p99: number
  readonly gateway: number
  readonly postgres: number
}

const childrenOf = (pid: number) =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)

/** The fields of /proc/pid/stat behind the name, which may hold spaces: state, parent, …. */
const statOf = (pid: number) =>
  readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
    .map(Number)

/** Microseconds of processor time of a process and its descendants. */
function cpuMicroseconds(pid: number): number {
  // Its own, and that of children that ended.
  const ticks = statOf(pid)
    .slice(11, 15)
    .reduce((sum, some) => sum + some, 0)
  const own = (ticks * 1e6) / ticksASecond
  return childrenOf(pid).reduce((sum, child) => sum + cpuMicroseconds(child), own)
}

/** Drives a gateway for a round. Fails if one of its processes has nothing to do. */
async function drive(
  running: Running,
  requests: Parameters<typeof load>[0]['requests'],
  server: number,
): Promise<Round> {
  const workers = childrenOf(running.pid)
  const used = () => ({
    gateway: cpuMicroseconds(running.pid),
    postgres: cpuMicroseconds(server),
    workers: workers.map(cpuMicroseconds),
  })
  const before = used()
  const job = { url: running.url, connections, seconds, requests }
  const { requests: count, failures, perSecond, p99 } = await load(job, lastCore)
  const after = used()
  if (failures > 0) throw new Error(`${failures} requests failed`)
  if (after.workers.some((time, i) => time === before.workers[i]))
    throw new Error('A worker had nothing to do.')
  const each = (name: 'gateway' | 'postgres') => (after[name] - before[name]) / count
  return { perSecond, p99, gateway: each('gateway'), postgres: each('postgres') }
}

const median = (list: readonly Round[], of: keyof Round) =>
  list.map((round) => round[of]).toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN

const data = await startBenchDatabase(scale)
const database = await openDatabase({
  databaseUrl: data.url('bench'),
  dataDir: '',
  poolSize: 1,
  statementTimeoutMs: 60_000,
})
const [backend] = await database.query<{ pid: number }>('select pg_backend_pid() as pid')
const { 1: server = 0 } = statOf(backend?.pid ?? 0)
const places: { workers: number; running: Running }[] = []
for (const workers of values.workers.split(',').map(Number)) {
  const running = await startContender(contender, { databaseUrl: data.url('bench'), poolSize: 8, workers })
  while (workers > 1 && childrenOf(running.pid).length < workers) await pause(startMs)
  places.push({ workers, running })
}
const lines: string[] = []
try {
  for (const name of values.only.split(',') as CaseName[]) {
    const ready = []
    for (const place of places) {
      const requests = await buildRequests(contender, name, { url: place.running.url, database, scale })
      await load({ url: place.running.url, connections, seconds: 2, requests }, lastCore)
      ready.push({ ...place, requests, rounds: [] as Round[] })
    }
    for (let round = 0; round < rounds; round += 1)
      for (const one of ready) one.rounds.push(await drive(one.running, one.requests, server))
    for (const { workers, rounds } of ready) {
      const numbers = [
        median(rounds, 'perSecond'),
        median(rounds, 'p99'),
        median(rounds, 'gateway'),
        median(rounds, 'postgres'),
      ]
      const first = median(ready[0]?.rounds ?? [], 'perSecond')
      const [rate = 0, p99 = 0, gateway = 0, postgres = 0] = numbers
      lines.push(
        `| ${cases[name].title} | ${workers} | ${Math.round(rate)} | ${(rate / first).toFixed(2)} | ${p99.toFixed(1)} | ${Math.round(gateway)} | ${Math.round(postgres)} |`,
      )
      console.log(lines.at(-1))
    }
  }
} finally {
  for (const { running } of places) await running.stop()
  await database.close()
  await data.stop()
}
const columns = [
  '',
  'processes',
  'requests a second',
  'of one process',
  'p99, ms',
  'CPU µs of the gateway a request',
  'of PostgreSQL',
]
console.log(`
${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model.trim()}), load average ${loadavg()[0]?.toFixed(1)}; load generator on core ${lastCore}, ${rounds} rounds of ${seconds} s.

| ${columns.join(' | ')} |
|---|--:|--:|--:|--:|--:|--:|
${lines.join('\n')}`)
