import './session.css'
import { useShownOperation } from '../../data/operation.ts'
import { useQuery } from '../../data/use-query.ts'
import { ConsoleSessionDocument } from '../../gql/graphql.ts'
import { Link } from '../../parts/link.tsx'
import { RunStatusBadge } from '../../parts/run-status.tsx'
import { Empty, ErrorState, Loading, NotFound, PartialNotice } from '../../parts/states.tsx'
import { Ago, durationText } from '../../parts/time.tsx'
import type { ScreenProps } from '../../shell/screens.tsx'

/** A session: its runs, newest first. */
export default function Session({ params: [id = ''] }: ScreenProps) {
  const { data, error, partial, reload } = useQuery(ConsoleSessionDocument, { id })
  useShownOperation(ConsoleSessionDocument, { id })
  if (!data) return error ? <ErrorState error={error} onRetry={reload} /> : <Loading what="Session" />
  const { session } = data
  if (!session) return <NotFound />
  const runs = session.runs?.nodes ?? []
  return (
    <div className="page">
      <h1>{session.name || 'Untitled session'}</h1>
      <p className="soft">
        Started <Ago at={session.createdAt} />
      </p>
      <PartialNotice errors={partial} />
      <h2>Runs</h2>
      {runs.length === 0 && <Empty title="No runs to see" />}
      {runs.length > 0 && (
        <ul className="panel run-rows">
          {runs.map((run) => (
            <li key={run.id}>
              <Link to={`runs/${run.databaseId}`}>
                <Ago at={run.createdAt} />
              </Link>
              <RunStatusBadge status={run.status} />
              <span className="soft run-error">{run.errorMessage}</span>
              <span className="number">{run.duration == null ? '' : durationText(run.duration * 1_000)}</span>
              <span className="number">{Number(run.cost) === 0 ? '' : `${run.cost} credits`}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
