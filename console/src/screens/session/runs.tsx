import type { ConsoleSessionSubscription } from '../../gql/graphql.ts'
import { creditsText } from '../../parts/credits.ts'
import { Link } from '../../parts/link.tsx'
import { RunStatusBadge } from '../../parts/run-status.tsx'
import { At } from '../../parts/time.tsx'
import { durationText } from '../../parts/time-text.ts'

type Run = NonNullable<ConsoleSessionSubscription['sessionUpdated']['runs']>['nodes'][number]

/** The newest runs of a session. */
export function Runs({ runs }: { readonly runs: readonly Run[] }) {
  return (
    <section aria-labelledby="runs">
      <h2 id="runs">Runs</h2>
      {runs.length === 0 ? (
        <p className="soft">This session has no runs and no messages yet.</p>
      ) : (
        <ul className="panel run-rows">
          {runs.map((run) => (
            <RunRow key={run.id} run={run} />
          ))}
        </ul>
      )}
    </section>
  )
}

function RunRow({ run }: { readonly run: Run }) {
  return (
    <li>
      <Link to={`runs/${run.databaseId}`}>
        <At at={run.createdAt} />
      </Link>
      <RunStatusBadge status={run.status} />
      <span className="soft run-error clamped">{run.errorMessage}</span>
      <span className="number run-time">
        {run.duration == null ? '' : durationText(run.duration * 1_000)}
      </span>
      <span className="number run-credits">
        {Number(run.cost) === 0 ? '' : `${creditsText(run.cost)} credits`}
      </span>
    </li>
  )
}
