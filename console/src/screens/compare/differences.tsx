import type { ComparedRunFragment } from '../../gql/graphql.ts'
import { creditsText } from '../../parts/credits.ts'
import { Link } from '../../parts/link.tsx'
import { titleText } from '../../parts/names.ts'
import { numberText } from '../../parts/plural.ts'
import { RunStatusBadge } from '../../parts/run-status.tsx'
import { At } from '../../parts/time.tsx'
import { durationText } from '../../parts/time-text.ts'

type Measure = {
  readonly label: string
  readonly read: (run: ComparedRunFragment) => number
  readonly textOf: (value: number) => string
}

const sum = (run: ComparedRunFragment, name: 'inputTokens' | 'outputTokens') =>
  run.transcripts.reduce((total, { metrics }) => total + Number(metrics?.[name] ?? 0), 0)

const measures: readonly Measure[] = [
  { label: 'Time', read: ({ duration }) => (duration ?? 0) * 1_000, textOf: durationText },
  { label: 'Tokens in', read: (run) => sum(run, 'inputTokens'), textOf: numberText },
  { label: 'Tokens out', read: (run) => sum(run, 'outputTokens'), textOf: numberText },
  { label: 'Credits', read: ({ cost }) => Number(cost), textOf: creditsText },
]

type DifferencesProps = { readonly one: ComparedRunFragment; readonly other: ComparedRunFragment }

/** What two runs took, and how much more or less the second did. */
export function Differences({ one, other }: DifferencesProps) {
  const isOfOneSession = one.session?.id === other.session?.id
  const heading = (run: ComparedRunFragment) => (
    <th scope="col" className="number">
      <Link to={`runs/${run.databaseId}`}>
        <At at={run.createdAt} />
      </Link>{' '}
      <RunStatusBadge status={run.status} />
      {!isOfOneSession && <span className="session">{titleText(run.session?.name)}</span>}
    </th>
  )
  return (
    <div className="table-frame">
      {isOfOneSession && <p className="soft">{titleText(one.session?.name)}</p>}
      <table className="differences">
        <thead>
          <tr>
            <td />
            {heading(one)}
            {heading(other)}
            <th scope="col" className="number">
              Difference
            </th>
          </tr>
        </thead>
        <tbody>
          {measures.map(({ label, read, textOf }) => {
            const [before, after] = [read(one), read(other)]
            const sign = after > before ? '+' : after < before ? '−' : ''
            return (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td className="number">{textOf(before)}</td>
                <td className="number">{textOf(after)}</td>
                <td className="number">{sign ? `${sign}${textOf(Math.abs(after - before))}` : 'the same'}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
