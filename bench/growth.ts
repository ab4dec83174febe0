import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { openDatabase } from '../src/data/open.ts'
import { type CaseName, cases } from './cases.ts'
import { contenders } from './contenders.ts'
import { startBenchDatabase } from './database.ts'
import { buildRequests, measureRound, warmUp } from './measure.ts'
import { startContender } from './processes.ts'

// The gateway alone, on a tenth, the whole and ten times the data: how much slower the same requests become.

const { values } = parseArgs({
  options: {
    scales: { type: 'string', default: '0.1,1,10' },
    seconds: { type: 'string', default: '8' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string', default: Object.keys(cases).join() },
    out: { type: 'string', default: new URL('growth.md', import.meta.url).pathname },
  },
})
const scales = values.scales.split(',').map(Number)
const gateway = contenders.find(({ name }) => name === 'gateway')
if (!gateway) throw new Error('The gateway is no contender.')

const medians = new Map<string, number>()
const places = await Promise.all(
  scales.map(async (scale) => {
    const data = await startBenchDatabase(scale)
    const database = await openDatabase({
      databaseUrl: data.url('bench'),
      dataDir: '',
      poolSize: 2,
      statementTimeoutMs: 60_000,
    })
    const running = await startContender(gateway, { databaseUrl: data.url('bench'), poolSize: 8 })
    return { scale, data, database, running }
  }),
)
try {
  for (const name of values.only.split(',') as CaseName[]) {
    const ready = await Promise.all(
      places.map(async ({ scale, database, running }) => {
        const requests = await buildRequests(gateway, name, { url: running.url, database, scale })
        return { scale, running, requests, p50s: [] as number[] }
      }),
    )
    for (const { running, requests } of ready) await warmUp(running, requests)
    for (let round = 0; round < Number(values.rounds); round += 1) {
      for (const { running, requests, p50s } of ready) {
        p50s.push((await measureRound(running, requests, Number(values.seconds))).p50)
      }
    }
    for (const { scale, p50s } of ready) {
      medians.set(
        `${name} ${scale}`,
        p50s.toSorted((a, b) => a - b)[Math.floor(p50s.length / 2)] ?? Number.NaN,
      )
    }
    console.log(name, scales.map((scale) => medians.get(`${name} ${scale}`)?.toFixed(2)).join(' '))
  }
} finally {
  for (const { data, database, running } of places) {
    await running.stop()
    await database.close()
    await data.stop()
  }
}

const smallest = scales[0]
const header = ['p50 in ms at scale', ...scales, `${scales.at(-1)} to ${smallest}`]
const rows = (values.only.split(',') as CaseName[]).map((name) => {
  const times = scales.map((scale) => medians.get(`${name} ${scale}`) ?? Number.NaN)
  return [
    cases[name].title,
    ...times.map((time) => time.toFixed(2)),
    ((times.at(-1) ?? 0) / (times[0] ?? 1)).toFixed(2),
  ]
})
const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
const table = [header, header.map(() => '---'), ...rows].map(line).join('\n')
writeFileSync(values.out, `Measured at ${new Date().toISOString()}, Node ${process.version}.\n\n${table}\n`)
console.log(table)
