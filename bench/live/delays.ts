import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { ask, createRun, createToken, documents, insert, now, withServer } from './harness.ts'
import type { Pauses } from './pauses.ts'
import { text, type Usage } from './servers/report.ts'
import type { Job, Received } from './watchers.ts'

/** Servers whose events are rows of the database. */
const names = ['listen', 'gateway'] as const
type Name = (typeof names)[number]

/** What rows are inserted: `rowsAtOnce` with each statement, one for each run in turn. */
type Load = {
  readonly runs: readonly string[]
  readonly rows: number
  readonly rowsAtOnce: number
  readonly everyMs: number
}

/** How often a message is sent to the watchers past the server. */
const echoMs = 10
/** Rows before those that are measured. */
const warmUpRows = 20

/** Measures the time from before the insert of a row to its watchers, and where it may have passed. */
export async function measureDelays(database: pg.Client, url: string): Promise<void> {
  console.log('| watchers | server | p50, ms | p99, ms | most, ms | CPU a delivery, µs |')
  console.log('|---|---|---|---|---|---|')
  const details: string[] = []
  for (const watchers of [1, 100, 1000]) {
    for (const name of names) {
      const runs = [await createRun(database)]
      const measured = await measure(
        name,
        watchers,
        { runs, rows: 100, rowsAtOnce: 1, everyMs: 50 },
        database,
        url,
      )
      console.log(`| ${watchers} | ${name} | ${measured.line} |`)
      details.push(`${watchers} watchers of one run, ${name}: ${measured.details}`)
    }
  }
  const runs: string[] = []
  for (let n = 0; n < 1000; n += 1) runs.push(await createRun(database))
  for (const name of names) {
    const measured = await measure(
      name,
      10,
      { runs, rows: 10_000, rowsAtOnce: 10, everyMs: 5 },
      database,
      url,
    )
    console.log(`| 10 of each of 1000 runs, 2000 rows a second | ${name} | ${measured.line} |`)
    details.push(`10,000 watchers of 1,000 runs, ${name}: ${measured.details}`)
  }
  console.log(`\n${details.join('\n')}`)
}

async function measure(
  name: Name,
  watchersOfRun: number,
  load: Load,
  database: pg.Client,
  databaseUrl: string,
): Promise<{ line: string; details: string }> {
  const token = await createToken()
  return withServer(name, databaseUrl, async (server, watching, url) => {
    const variables = load.runs.flatMap((run) => Array.from({ length: watchersOfRun }, () => ({ run })))
    await ask(watching, { job: { url, token, query: documents[name], variables } satisfies Job })
    await insertAll({ ...load, rows: warmUpRows * load.rowsAtOnce }, watchersOfRun, watching, database)
    const before = await ask<Usage>(server, {})
    const { received, inserts } = await insertAll(load, watchersOfRun, watching, database)
    const { cpu, pauses } = await ask<Usage>(server, {})
    const micros = cpu.user + cpu.system - before.cpu.user - before.cpu.system
    const { delays, echoes } = received
    return {
      line: `${describe(delays)} | ${(micros / delays.length).toFixed(1)}`,
      details: `inserts ${describe(inserts)}; echoes past the server ${describe(echoes)} (p50 | p99 | most, ms); server ${describePauses(pauses)}; watchers ${describePauses(received.pauses)}`,
    }
  })
}

/** Inserts rows at a steady rate; resolves when all watchers have them. */
async function insertAll(
  { runs, rows, rowsAtOnce, everyMs }: Load,
  watchersOfRun: number,
  watching: ChildProcess,
  database: pg.Client,
): Promise<{ received: Received; inserts: number[] }> {
  const inserts: number[] = []
  await ask(watching, { wait: rows * watchersOfRun })
  const done = once(watching, 'message')
  const echo = setInterval(() => watching.send({ sentAt: Date.now() }), echoMs)
  const from = now()
  for (let sent = 0; sent < rows; sent += rowsAtOnce) {
    const some = Array.from({ length: rowsAtOnce }, (_, n) => runs[(sent + n) % runs.length] ?? '')
    await pause(Math.max(from + (sent / rowsAtOnce) * everyMs - now(), 0))
    const sentAt = Date.now()
    await insert(database, some, { sentAt, text })
    inserts.push(Date.now() - sentAt)
  }
  const [received] = (await done) as [Received]
  clearInterval(echo)
  return { received, inserts }
}

function describe(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b)
  return [0.5, 0.99, 1].map((share) => sorted[Math.floor(share * (sorted.length - 1))]).join(' | ')
}

const describePauses = ({ loopP99, loopMax, collections, collectedMs, longestCollection }: Pauses): string =>
  `loop p99 ${loopP99.toFixed(0)} ms, most ${loopMax.toFixed(0)} ms, ${collections} collections of ${collectedMs.toFixed(0)} ms, the longest ${longestCollection.toFixed(0)} ms`
