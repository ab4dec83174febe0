import { useMemo } from 'react'
import type { UsageOfPeriodFragment } from '../../gql/graphql.ts'
import { Chart } from '../../parts/chart.tsx'
import { creditsText } from '../../parts/credits.ts'
import { Link } from '../../parts/link.tsx'
import { modelText, titleText, toWords } from '../../parts/names.ts'
import { numberText } from '../../parts/plural.ts'
import { SumTable, sharesOf } from './sum-table.tsx'

const count = (text: string) => numberText(Number(text))

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' })

/** What was spent in a period: the sum, each day, and by model, reason and session. */
export function Period({ usage }: { readonly usage: UsageOfPeriodFragment }) {
  const { sums, timeline: days, byModel, byType, bySession } = usage
  const timeline = useMemo(() => days ?? [], [days])
  const chart = useMemo(
    () => ({
      times: timeline.map(({ start }) => Date.parse(start)),
      values: timeline.map(({ sums }) => Number(sums.spent)),
    }),
    [timeline],
  )
  const modelShares = sharesOf(byModel.map(({ sums }) => sums.spent))
  const typeShares = sharesOf(byType.map(({ sums }) => sums.spent))
  const sessions = (bySession?.nodes ?? []).toSorted((one, other) => Number(other.spent) - Number(one.spent))
  const sessionShares = sharesOf(sessions.map(({ spent }) => spent))
  return (
    <>
      <dl className="facts">
        <div>
          <dt>Spent</dt>
          <dd>{`${creditsText(sums.spent)} credits`}</dd>
        </div>
        <div>
          <dt>Granted</dt>
          <dd>{`${creditsText(sums.granted)} credits`}</dd>
        </div>
        <div>
          <dt>Tokens in / out</dt>
          <dd>{`${count(sums.tokens.input)} / ${count(sums.tokens.output)}`}</dd>
        </div>
      </dl>
      <section>
        <h2>Credits spent each day</h2>
        <Chart label="Credits spent each day" {...chart} isUtc />
      </section>
      <div className="usage-columns">
        <SumTable
          title="By day"
          of="Day (UTC)"
          columns={['Spent', 'Granted']}
          rows={timeline
            .filter(({ sums }) => sums.entries > 0)
            .map(({ start, sums }) => ({
              key: start,
              name: day.format(Date.parse(start)),
              values: [creditsText(sums.spent), creditsText(sums.granted)],
            }))
            .reverse()}
        />
        <SumTable
          title="By model"
          of="Model"
          columns={['Spent', 'Entries']}
          rows={byModel.map(({ modelId, sums }, index) => ({
            share: modelShares[index] ?? 0,
            key: modelId ?? '',
            name: modelId ? modelText(modelId) : 'No model',
            values: [creditsText(sums.spent), sums.entries],
          }))}
        />
        <SumTable
          title="By reason"
          of="Reason"
          columns={['Spent', 'Entries']}
          rows={byType.map(({ typeText, sums }, index) => ({
            share: typeShares[index] ?? 0,
            key: typeText ?? '',
            name: toWords(typeText ?? 'no reason'),
            values: [creditsText(sums.spent), sums.entries],
          }))}
        />
        <SumTable
          title="By session"
          of="Session"
          columns={['Spent']}
          rows={sessions.map(({ spent, session }, index) => ({
            share: sessionShares[index] ?? 0,
            key: session?.id ?? String(index),
            name: session ? (
              <Link to={`sessions/${session.databaseId}`}>{titleText(session.name)}</Link>
            ) : (
              'Deleted session'
            ),
            values: [creditsText(spent)],
          }))}
        />
      </div>
    </>
  )
}
