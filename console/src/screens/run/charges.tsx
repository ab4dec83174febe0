import './charges.css'
import { memo, useMemo } from 'react'
import { Chart } from '../../parts/chart.tsx'
import { chargeText, creditsText } from '../../parts/credits.ts'
import { Loading } from '../../parts/loading.tsx'
import { numberText } from '../../parts/plural.ts'
import { wallTime } from '../../parts/time-text.ts'
import { type Charge, useCharges } from './use-charges.ts'

type ChargesProps = {
  readonly run: string
  /** Another value has them read again. */
  readonly version: string
}

/** What a run was charged over time: the sum as a chart, and each charge in a table beside it. */
export default memo(function Charges({ run, version }: ChargesProps) {
  const { charges, problem } = useCharges(run, version, true)
  const { times, sums, tokens } = useMemo(() => sumOverTime(charges ?? []), [charges])

  if (problem) return <p className="notice bad">{problem}</p>
  if (!charges) return <Loading what="The charges" shape="chart" />
  if (charges.length === 0) return <p className="soft">Nothing was charged for this run so far.</p>
  return (
    <div className="charges">
      <div>
        <h2>Credits in sum</h2>
        <Chart label="Credits in sum" times={times} values={sums} />
      </div>
      <div>
        <h2>Tokens in sum</h2>
        <Chart label="Tokens in sum" times={times} values={tokens} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section className="charges-table" aria-label="Charges" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th>Time</th>
              <th>What</th>
              <th className="number">Tokens in</th>
              <th className="number">Tokens out</th>
              <th className="number">Tokens in sum</th>
              <th className="number">Credits</th>
              <th className="number">Credits in sum</th>
            </tr>
          </thead>
          <tbody>
            {charges.map((charge, index) => (
              <tr key={charge.id}>
                <td>{wallTime(Date.parse(charge.createdAt))}</td>
                <td>{chargeText(charge)}</td>
                <td className="number">{countText(charge.details?.inputTokens)}</td>
                <td className="number">{countText(charge.details?.outputTokens)}</td>
                <td className="number">{countText(tokens[index])}</td>
                <td className="number">{creditsText(-Number(charge.amount))}</td>
                <td className="number">{creditsText(sums[index] ?? 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  )
})

const countText = (tokens: string | number | null | undefined) =>
  tokens == null ? '' : numberText(Number(tokens))

function sumOverTime(charges: readonly Charge[]) {
  return {
    times: charges.map(({ createdAt }) => Date.parse(createdAt)),
    sums: runningSums(charges.map(({ amount }) => -Number(amount))),
    tokens: runningSums(
      charges.map(({ details }) => Number(details?.inputTokens ?? 0) + Number(details?.outputTokens ?? 0)),
    ),
  }
}

function runningSums(values: readonly number[]): number[] {
  let sum = 0
  return values.map((value) => (sum += value))
}
