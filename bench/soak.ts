import { parseArgs } from 'node:util'
import { openDatabase } from '../src/data/open.ts'
import { type CaseName, cases } from './cases.ts'
import { contenders } from './contenders.ts'
import { startBenchDatabase } from './database.ts'
import { buildRequests, connections } from './measure.ts'
import { load, startContender } from './processes.ts'

// Minutes of full load with all cases in turn: whether the memory of the gateway stops growing. Documents that differ in
// each request come in between, as a careless client sends them: its caches must stay bounded.

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, scale: { type: 'string', default: '1' } },
})
const secondsOfRound = 3
/** How much higher than after the first third the memory in use may be at the end. */
const maxGrowth = 1.2
const scale = Number(values.scale)
const until = Date.now() + Number(values.minutes) * 60_000
const gateway = contenders.find(({ name }) => name === 'gateway')
if (!gateway) throw new Error('The gateway is no contender.')

const data = await startBenchDatabase(scale)
const database = await openDatabase({
  databaseUrl: data.url('bench'),
  dataDir: '',
  poolSize: 2,
  statementTimeoutMs: 60_000,
})
const running = await startContender(gateway, { databaseUrl: data.url('bench'), poolSize: 8 })
const heap: number[] = []
let served = 0
try {
  const all = await Promise.all(
    (Object.keys(cases) as CaseName[]).map((name) =>
      buildRequests(gateway, name, { url: running.url, database, scale }),
    ),
  )
  for (let round = 0; Date.now() < until; round += 1) {
    for (const requests of all) {
      const job = { url: running.url, connections, seconds: secondsOfRound, requests }
      const { requests: done, failures } = await load(job)
      if (failures > 0) throw new Error(`${failures} requests failed`)
      served += done
    }
    const documents = Array.from(
      { length: 500 },
      (_, n) => `query { a${round}_${n}: __typename viewer { id } }`,
    )
    const headers = all[0]?.[0]?.headers ?? {}
    const requests = documents.map((query) => ({ headers, body: JSON.stringify({ query }) }))
    served += (await load({ url: running.url, connections, amount: requests.length, requests })).requests
    const { heapBytes } = await running.usage({ collect: true })
    heap.push(heapBytes / 1e6)
    console.log(`${served} requests, ${heap.at(-1)?.toFixed(1)} MB in use after collecting`)
  }
} finally {
  await running.stop()
  await database.close()
  await data.stop()
}
const early = heap[Math.floor(heap.length / 3)] ?? Number.NaN
const late = heap.at(-1) ?? Number.NaN
console.log(`${early.toFixed(1)} MB after a third of the time, ${late.toFixed(1)} MB at the end`)
if (!(late <= early * maxGrowth)) throw new Error(`the memory in use grew ${(late / early).toFixed(2)} times`)
