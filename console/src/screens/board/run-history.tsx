import { useMemo, useState } from 'react'
import { useQuery } from '../../data/use-query.ts'
import { ConsoleRunHistoryDocument, type RunStatus } from '../../gql/graphql.ts'
import { Chart } from '../../parts/chart.tsx'
import { runStatusText } from '../../parts/run-status-text.ts'

const hourMs = 3_600_000
const hour = new Intl.DateTimeFormat(undefined, { weekday: 'short', hour: '2-digit', minute: '2-digit' })

/** How many runs began in each of the last 24 hours, and what became of them: a chart, and the numbers. */
export default function RunHistory() {
  const [to] = useState(() => Math.ceil(Date.now() / hourMs) * hourMs)
  const { data, error } = useQuery(ConsoleRunHistoryDocument, {
    from: new Date(to - 24 * hourMs).toISOString(),
    to: new Date(to).toISOString(),
  })
  const steps = data?.runStatistics
  const chart = useMemo(
    () => ({
      times: steps?.map(({ start }) => Date.parse(start)) ?? [],
      values: steps?.map(({ total }) => total) ?? [],
    }),
    [steps],
  )
  if (error) return <p className="notice bad">{error.message}</p>
  if (!steps) return null
  const statuses = [...new Set(steps.flatMap(({ counts }) => counts.map(({ status }) => status)))]
  const countRuns = (counts: readonly { status: RunStatus; count: number }[], status: RunStatus) =>
    counts.reduce((sum, each) => sum + (each.status === status ? each.count : 0), 0)
  return (
    <section className="history" aria-labelledby="history">
      <h2 id="history">Runs begun in the last 24 hours</h2>
      <Chart label="Runs begun" {...chart} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section className="table-frame" aria-label="Runs begun in each hour" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Hour</th>
              {statuses.map((status) => (
                <th key={status} scope="col" className="number">
                  {runStatusText(status)}
                </th>
              ))}
              <th scope="col" className="number">
                All
              </th>
            </tr>
          </thead>
          <tbody>
            {steps
              .filter(({ total }) => total > 0)
              .map(({ start, total, counts }) => (
                <tr key={start}>
                  <td>{hour.format(Date.parse(start))}</td>
                  {statuses.map((status) => (
                    <td key={status} className="number">
                      {countRuns(counts, status) || ''}
                    </td>
                  ))}
                  <td className="number">{total}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}
