import type { ActiveRunFragment } from '../../gql/graphql.ts'
import { Link } from '../../parts/link.tsx'
import { Loading } from '../../parts/loading.tsx'
import { titleText } from '../../parts/names.ts'
import { RunStatusBadge } from '../../parts/run-status.tsx'
import { Ago } from '../../parts/time.tsx'

/** The viewer's runs that have not ended: one click from the log of each. Undefined before they are known. */
export function RunningNow({ runs }: { readonly runs: readonly ActiveRunFragment[] | undefined }) {
  return (
    <section aria-labelledby="running-now">
      <h2 id="running-now">Active runs</h2>
      {runs === undefined && <Loading what="Active runs" shape="cards" />}
      {runs?.length === 0 && <p className="soft run-cards">Nothing runs at the moment.</p>}
      {runs && runs.length > 0 && (
        <ul className="run-cards">
          {runs.map((run) => (
            <li key={run.id}>
              <Link className="panel run-card" to={`runs/${run.databaseId}`}>
                <strong className="clamped">{titleText(run.session?.name)}</strong>
                <span className="toolbar">
                  <RunStatusBadge status={run.status} />
                  <span className="soft">
                    started <Ago at={run.createdAt} />
                  </span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
