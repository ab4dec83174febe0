import { type CaseName, cases } from './cases.ts'
import type { Contender } from './contenders.ts'
import type { Round } from './measure.ts'

/** The rounds of each contender, by case. */
export type Results = {
  readonly name: CaseName
  readonly of: readonly { readonly contender: Contender; readonly rounds: readonly Round[] }[]
}[]

const columns = ['', 'requests/s', 'gateway ×', 'p50 ms', 'p99 ms', 'CPU µs/request', 'gateway ×', 'peak MB']

/** The results as Markdown: for each case, the median round of each server, and how many times better the gateway is. */
export function renderTable(results: Results): string {
  return results
    .map(({ name, of }) => {
      const gateway = of.find(({ contender }) => contender.name === 'gateway')
      const own = gateway && summarize(gateway.rounds)
      const rows = of.map(({ contender, rounds }) => {
        const { perSecond, p50, p99, cpu, peak } = summarize(rounds)
        const faster = own ? (own.perSecond / perSecond).toFixed(2) : ''
        const leaner = own ? (cpu / own.cpu).toFixed(2) : ''
        return [
          contender.title,
          perSecond.toFixed(0),
          faster,
          p50.toFixed(2),
          p99.toFixed(2),
          cpu.toFixed(0),
          leaner,
          peak.toFixed(0),
        ]
      })
      const lines = [columns, columns.map((_, place) => (place === 0 ? '---' : '--:')), ...rows]
      return `### ${cases[name].title} (\`${name}\`)\n\n${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`
    })
    .join('\n')
}

function summarize(rounds: readonly Round[]) {
  const middle = (values: readonly number[]) =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
  return {
    perSecond: middle(rounds.map(({ perSecond }) => perSecond)),
    p50: middle(rounds.map(({ p50 }) => p50)),
    p99: middle(rounds.map(({ p99 }) => p99)),
    cpu: middle(rounds.map(({ cpuMicroseconds }) => cpuMicroseconds)),
    peak: Math.max(...rounds.map(({ peakKilobytes }) => peakKilobytes)) / 1024,
  }
}
