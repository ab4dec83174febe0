import { titleText } from '../../parts/names.ts'
import './compare.css'
import { useShownOperation } from '../../data/operation.ts'
import { useQuery } from '../../data/use-query.ts'
import { ConsoleCompareRunsDocument, ConsoleSiblingRunsDocument } from '../../gql/graphql.ts'
import { Link } from '../../parts/link.tsx'
import { Loading } from '../../parts/loading.tsx'
import { RunStatusBadge } from '../../parts/run-status.tsx'
import { Empty, ErrorState, NotFound, PartialNotice } from '../../parts/states.tsx'
import { At } from '../../parts/time.tsx'
import { durationText } from '../../parts/time-text.ts'
import { usePlace } from '../../shell/router.ts'
import { Differences } from './differences.tsx'
import { Steps } from './steps.tsx'

/** Two runs beside each other: what they took, and their steps. */
export default function Compare() {
  const { search } = usePlace()
  const one = search.get('a')
  const other = search.get('b')
  if (!one) return <NotFound />
  return other ? <TwoRuns key={`${one} ${other}`} one={one} other={other} /> : <Choose one={one} />
}

/** Asks for the other run: one of the same session. */
function Choose({ one }: { readonly one: string }) {
  const variables = { id: one }
  const { data, error, partial, reload } = useQuery(ConsoleSiblingRunsDocument, variables)
  useShownOperation(ConsoleSiblingRunsDocument, variables)
  if (!data)
    return error ? <ErrorState error={error} onRetry={reload} /> : <Loading what="Runs" shape="page" />
  const session = data.run?.session
  if (!session) return <NotFound />
  const runs = session.runs?.nodes.filter(({ id, databaseId }) => id !== one && databaseId !== one) ?? []
  return (
    <div className="page">
      <h1>Compare with another run</h1>
      <PartialNotice errors={partial} />
      <p className="soft">{titleText(session.name)}</p>
      {runs.length === 0 ? (
        <Empty title="This session has no other run" />
      ) : (
        <ul className="panel run-choice">
          {runs.map((run) => (
            <li key={run.id}>
              <Link to={`compare?a=${one}&b=${run.databaseId}`}>
                <At at={run.createdAt} />
              </Link>
              <RunStatusBadge status={run.status} />
              <span className="soft">{run.duration == null ? '' : durationText(run.duration * 1_000)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function TwoRuns({ one, other }: { readonly one: string; readonly other: string }) {
  const variables = { one, other }
  const { data, error, partial, reload } = useQuery(ConsoleCompareRunsDocument, variables)
  useShownOperation(ConsoleCompareRunsDocument, variables)
  if (!data)
    return error ? <ErrorState error={error} onRetry={reload} /> : <Loading what="Runs" shape="page" />
  if (!data.one || !data.other) return <NotFound />
  return (
    <div className="page">
      <h1>Comparison of two runs</h1>
      <PartialNotice errors={partial} />
      <Differences one={data.one} other={data.other} />
      <Steps one={one} other={other} />
    </div>
  )
}
