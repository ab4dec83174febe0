import './print.css'
import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { creditsText } from '../../parts/credits.ts'
import { entriesText, numberText } from '../../parts/plural.ts'
import { durationText, fullTime, wallTime } from '../../parts/time-text.ts'
import type { Entry } from './log/entry.ts'
import { isErrorAmong } from './log/filter.ts'
import type { RunLog } from './log/run-log.ts'
import { type StepCost, tokensText, usdText } from './log/step-costs.ts'
import type { View } from './log/view.ts'
import { summaryOf, typeText } from './log/words.ts'

/** Whether the page is being printed. The page renders with it before the browser lays it out for paper. */
function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false)
  useEffect(() => {
    const start = () => flushSync(() => setPrinting(true))
    const end = () => setPrinting(false)
    addEventListener('beforeprint', start)
    addEventListener('afterprint', end)
    return () => {
      removeEventListener('beforeprint', start)
      removeEventListener('afterprint', end)
    }
  }, [])
  return isPrinting
}

type PrintedLogProps = {
  readonly log: RunLog
  readonly view: View
  /** What was charged with each step, where the waterfall shows it. */
  readonly costs: ReadonlyMap<Entry, StepCost> | undefined
}

/** On paper, all rows that pass the filters and are loaded; the list on the screen has only those in view. */
export function PrintedLog({ log, view, costs }: PrintedLogProps) {
  if (!usePrinting()) return null
  const entries = Array.from({ length: view.length }, (_, index) => view.at(index)).filter(
    (entry) => entry !== undefined,
  )
  const [first] = entries
  return (
    <section className="printed-log">
      <p>
        {first && `From ${fullTime(first.at)}: `}
        {`${numberText(entries.length)} of ${entriesText(log.length)}`}
        {log.missing > 0 && `; ${numberText(log.missing)} were not loaded when this was printed`}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col" className="of-time">
              Time
            </th>
            <th scope="col" className="of-kind">
              Kind
            </th>
            <th scope="col" className="of-tool">
              Tool
            </th>
            <th scope="col">Text</th>
            <th scope="col" className="of-number">
              Duration
            </th>
            <th scope="col" className="of-number">
              Cost
            </th>
            {costs && (
              <th scope="col" className="of-tokens">
                Tokens in / out
              </th>
            )}
            {costs && (
              <th scope="col" className="of-number">
                Credits
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.key}>
              <td>{wallTime(entry.at)}</td>
              <td>{typeText(entry)}</td>
              <td>{entry.tool}</td>
              <td>
                {isErrorAmong(entry, costs !== undefined) && <strong>Error: </strong>}
                {entry.subAgent && `${entry.subAgent}: `}
                {summaryOf(entry)}
              </td>
              <td>{entry.duration === undefined ? '' : durationText(entry.duration)}</td>
              <td>{usdText(entry.costUsd)}</td>
              {costs && <ChargeCells cost={costs.get(entry)} />}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function ChargeCells({ cost }: { readonly cost: StepCost | undefined }) {
  return (
    <>
      <td>{cost?.inputTokens === undefined ? '' : tokensText(cost)}</td>
      <td>{cost && creditsText(cost.credits)}</td>
    </>
  )
}
