import type { ConsoleSessionSubscription } from '../../gql/graphql.ts'
import { Link } from '../../parts/link.tsx'
import { RunStatusBadge } from '../../parts/run-status.tsx'
import { Ago, durationText } from '../../parts/time.tsx'

type Run = NonNullable<ConsoleSessionSubscription['sessionUpdated']['runs']>['nodes'][number]

/** The newest runs of a session. */
export function Runs({ runs }: { readonly runs: readonly Run[] }) {
  return (
    <section aria-labelledby="runs">
      <h2 id="runs">Runs</h2>
      {runs.length === 0 && <p className="soft">No runs and no messages to see.</p>}
      <ul className="panel run-rows">
        {runs.map((run) => (
          <li key={run.id}>
            <Link to={`runs/${run.databaseId}`}>
              <Ago at={run.createdAt} />
            </Link>
            <RunStatusBadge status={run.status} />
            <span className="soft run-error">{run.errorMessage}</span>
            <span className="number">{run.duration == null ? '' : durationText(run.duration * 1_000)}</span>
            <span className="number">
              {Number(run.cost) === 0 ? '' : `${Number(run.cost).toFixed(2)} credits`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
