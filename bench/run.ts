import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { openDatabase } from '../src/data/open.ts'
import { startRedisServer } from '../test/support/redis-server.ts'
import { type CaseName, cases } from './cases.ts'
import { contenders } from './contenders.ts'
import { startBenchDatabase } from './database.ts'
import { buildRequests, checkAnswers, measureRound, type Round, warmUp } from './measure.ts'
import { startContender } from './processes.ts'
import { type Results, renderTable } from './table.ts'

// Starts every server on the same database, checks that they answer alike, and drives them in turn with each case.

const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '8' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string', default: Object.keys(cases).join() },
    servers: {
      type: 'string',
      default: contenders.flatMap(({ name, isOptional }) => (isOptional ? [] : [name])).join(),
    },
    out: { type: 'string', default: new URL('results.md', import.meta.url).pathname },
  },
})
const [scale, seconds, rounds] = [Number(values.scale), Number(values.seconds), Number(values.rounds)]
const chosen = values.only.split(',') as CaseName[]
const unknown = chosen.filter((name) => !Object.hasOwn(cases, name))
if (unknown.length > 0) throw new Error(`--only takes ${Object.keys(cases).join()}; there is no ${unknown}`)
const wanted = contenders.filter(({ name }) => values.servers.split(',').includes(name))
const poolSize = 8

const hasLog = wanted.some(({ readsLog }) => readsLog)
const redis = hasLog ? await startRedisServer() : undefined
const data = await startBenchDatabase(scale, { hasLog })
const database = await openDatabase({
  databaseUrl: data.url('bench'),
  dataDir: '',
  poolSize: 2,
  statementTimeoutMs: 60_000,
})
const results: Results = []
const started = new Date()
const servers = await Promise.all(
  wanted.map(async (contender) => {
    const env: NodeJS.ProcessEnv =
      contender.readsLog && redis ? { CHANGE_CAPTURE: 'replication', REDIS_URL: redis.url } : {}
    const databaseUrl = data.url(contender.database)
    return { contender, running: await startContender(contender, { databaseUrl, poolSize, env }) }
  }),
)
try {
  for (const name of chosen) {
    const ready = []
    for (const { contender, running } of servers) {
      const requests = await buildRequests(contender, name, { url: running.url, database, scale })
      ready.push({ contender, running, requests, rounds: [] as Round[] })
    }
    await checkAnswers(name, ready)
    for (const { running, requests } of ready) await warmUp(running, requests)
    for (let round = 0; round < rounds; round += 1) {
      for (const { running, requests, rounds } of ready) {
        rounds.push(await measureRound(running, requests, seconds))
      }
    }
    results.push({ name, of: ready.map(({ contender, rounds }) => ({ contender, rounds })) })
    console.log(renderTable(results.slice(-1)))
  }
} finally {
  for (const { running } of servers) await running.stop()
  await database.close()
  await data.stop()
  await redis?.stop()
}
const head = `Measured at ${started.toISOString()} at scale ${scale}, ${rounds} rounds of ${seconds} s, pool of ${poolSize}, Node ${process.version}.`
writeFileSync(values.out, `${head}\n\n${renderTable(results)}`)
