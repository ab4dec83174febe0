import { writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { openVolumeDatabase } from './database.ts'
import { exceptions, growing } from './exceptions.ts'
import { openViewing, type Result, type View, type Viewing, views } from './measure.ts'

// How much slower each view becomes on ten times the data: the median time of an answer, over HTTP, on databases that are
// asked in turn, and the blocks that its statements read.

const { values } = parseArgs({
  options: {
    scales: { type: 'string', default: '0.1,1,10' },
    only: { type: 'string', default: '' },
    out: { type: 'string', default: new URL('../views-growth.md', import.meta.url).pathname },
  },
})
const scales = values.scales.split(',').map(Number)
/** What the p50 on most data may be, as a multiple of that on least. */
const maxGrowth = 1.3
/** Each view is asked so often on each database, or for so long on all together, and three times at least. */
const [asks, askMs, minAsks] = [41, 4_000, 3]

type Row = {
  readonly view: View
  readonly p50s: readonly number[]
  readonly blocks: readonly number[]
  readonly failed: string
}

const median = (times: readonly number[]) =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN

const blocksOf = ({ statements }: Result) => statements.reduce((sum, { blocks }) => sum + blocks, 0)

async function measure(view: View, viewings: readonly Viewing[]): Promise<Row> {
  // The first asking compiles and plans.
  const results: Result[] = []
  for (const viewing of viewings) results.push(await viewing.explain(view))
  const times = viewings.map(() => [] as number[])
  const until = performance.now() + askMs
  for (let n = 0; n < asks && (n < minAsks || performance.now() < until); n += 1)
    for (const [i, viewing] of viewings.entries()) {
      const from = performance.now()
      await viewing.ask(view)
      times[i]?.push(performance.now() - from)
    }
  const failed = results.map((result) => result.failed).find(Boolean) ?? ''
  return { view, p50s: times.map(median), blocks: results.map(blocksOf), failed }
}

const growthOf = ({ p50s }: Row) => (p50s.at(-1) ?? Number.NaN) / (p50s[0] ?? Number.NaN)

/** Why a view takes longer on more data; empty where it does not. */
function remark(row: Row): string {
  if (row.failed || growthOf(row) <= maxGrowth) return row.failed
  const { name } = row.view
  const [least = 0, most = 0] = [row.blocks[0], row.blocks.at(-1)]
  const noReason =
    most > maxGrowth * least ? 'unexpected' : 'reads hardly more blocks: the load of the machine'
  return growing.get(name) ?? exceptions.get(name) ?? noReason
}

function toLine(row: Row): string {
  const times = row.p50s.map((ms) => ms.toFixed(2))
  const blocks = row.blocks.map((count) => count.toLocaleString('en'))
  return `| ${[row.view.name, ...times, growthOf(row).toFixed(2), ...blocks, remark(row)].join(' | ')} |`
}

const databases = []
for (const scale of scales) databases.push(await openVolumeDatabase(scale))
const viewings = await Promise.all(databases.map(({ database }) => openViewing(database)))
const rows: Row[] = []
const loads = [loadavg()[0]]
for (const view of views) {
  if (!view.name.includes(values.only)) continue
  const row = await measure(view, viewings)
  rows.push(row)
  console.log(toLine(row))
  loads.push(loadavg()[0])
}
for (const viewing of viewings) await viewing.close()
for (const { close } of databases) await close()

const header = ['view', ...scales.map((scale) => `p50 at ${scale}, ms`), `${scales.at(-1)} to ${scales[0]}`]
const columns = [...header, ...scales.map((scale) => `blocks at ${scale}`), 'why it grows']
const sorted = rows.toSorted((a, b) => growthOf(b) - growthOf(a))
const within = rows.filter((row) => growthOf(row) <= maxGrowth).length
const load = (pick: (...loads: number[]) => number) => pick(...(loads as number[])).toFixed(1)
writeFileSync(
  values.out,
  `# How views grow

\`npm run bench:growth\`, ${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model.trim()}), load average ${load(Math.min)} to ${load(Math.max)}. Scale 1 has 3.8 million events, 700,000 messages, 1.5 million ledger entries, 250,000 runs and 200,000 files. ${within} of ${rows.length} views take at most ${maxGrowth} times as long on the most data as on the least.

${[columns, columns.map(() => '---')].map((cells) => `| ${cells.join(' | ')} |`).join('\n')}
${sorted.map(toLine).join('\n')}
`,
)
