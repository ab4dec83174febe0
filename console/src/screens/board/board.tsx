import { titleText } from '../../parts/names.ts'
import './board.css'
import { lazy, Suspense, useEffect, useMemo } from 'react'
import { useShownOperation } from '../../data/operation.ts'
import { useQuery } from '../../data/use-query.ts'
import {
  ConsoleBoardDocument,
  ConsoleBoardOfAllDocument,
  ConsoleLastEventsDocument,
  type LastEventsFragment,
  type RunStatus,
} from '../../gql/graphql.ts'
import { Link } from '../../parts/link.tsx'
import { Loading } from '../../parts/loading.tsx'
import { countText } from '../../parts/plural.ts'
import { RunStatusBadge } from '../../parts/run-status.tsx'
import { runStatusText } from '../../parts/run-status-text.ts'
import { Empty, ErrorState, PartialNotice } from '../../parts/states.tsx'
import { Ago, useNow } from '../../parts/time.tsx'
import { durationText } from '../../parts/time-text.ts'
import { useAccount } from '../../shell/account-provider.tsx'
import { eventText } from './event-text.ts'
import { type BoardRow, compareRows, toRow } from './stalled.ts'
import { useActiveRuns } from './use-active-runs.ts'

const RunHistory = lazy(() => import('./run-history.tsx'))

const noVariables = {}
const pollMs = 10_000
/** As many as one request may ask for. */
const maxPolled = 100

/** What happened last in each of these runs, asked again now and then. */
function useLastEvents(ids: readonly string[]): ReadonlyMap<string, LastEventsFragment> {
  const { data, reload } = useQuery(ConsoleLastEventsDocument, { ids: ids.slice(0, maxPolled) })
  useEffect(() => {
    const timer = setInterval(reload, pollMs)
    return () => clearInterval(timer)
  }, [reload])
  return useMemo(() => {
    const last = new Map<string, LastEventsFragment>()
    for (const node of data?.nodes ?? [])
      if (node && 'events' in node && node.events) last.set(node.id, node.events)
    return last
  }, [data])
}

/** All runs at work, live, those that are stalled first; for administrators, those of all users. */
export default function Board() {
  const account = useAccount()
  if (!account) return <Loading what="Board" shape="board" />
  return <Runs ofAll={account.viewer?.role === 'ADMIN'} />
}

function Runs({ ofAll }: { readonly ofAll: boolean }) {
  const { runs, error, partial } = useActiveRuns(ofAll)
  const last = useLastEvents((runs ?? []).map(({ id }) => id))
  const now = useNow()
  useShownOperation(ofAll ? ConsoleBoardOfAllDocument : ConsoleBoardDocument, noVariables)
  if (!runs && error) return <ErrorState error={error} onRetry={() => location.reload()} />
  // Of an administrator, nothing comes where nothing runs.
  if (!runs && !ofAll) return <Loading what="Board" shape="board" />
  const rows = (runs ?? []).map((run) => toRow(run, last.get(run.id), now)).sort(compareRows)
  return (
    <div className="page">
      <h1>{ofAll ? 'Runs of all users' : 'Board'}</h1>
      <PartialNotice errors={partial} />
      <Counts rows={rows} />
      {rows.length === 0 && (
        <Empty title="Nothing runs at the moment">
          <p>Runs appear here as soon as they start.</p>
        </Empty>
      )}
      <ul className="board">
        {rows.map((row) => (
          <Card key={row.run.id} row={row} isOwnerShown={ofAll} />
        ))}
      </ul>
      {ofAll && (
        <Suspense>
          <RunHistory />
        </Suspense>
      )}
    </div>
  )
}

function Counts({ rows }: { readonly rows: readonly BoardRow[] }) {
  const counts = new Map<RunStatus, number>()
  for (const { run } of rows) counts.set(run.status, (counts.get(run.status) ?? 0) + 1)
  const stalled = rows.filter(({ isStalled }) => isStalled).length
  return (
    <p className="toolbar" role="status">
      {stalled > 0 && <span className="badge bad">{`${stalled} stalled`}</span>}
      {[...counts].map(([status, count]) => (
        <span key={status} className="badge">{`${count} ${runStatusText(status).toLowerCase()}`}</span>
      ))}
    </p>
  )
}

function Card({
  row: { run, events, silentMs, isStalled },
  isOwnerShown,
}: {
  row: BoardRow
  isOwnerShown: boolean
}) {
  const [event] = events?.nodes ?? []
  return (
    <li className={isStalled ? 'panel board-card stalled' : 'panel board-card'}>
      <Link to={`runs/${run.databaseId}`} className="board-name">
        <span className="clamped">{titleText(run.session?.name)}</span>
      </Link>
      <span className="toolbar">
        <RunStatusBadge status={run.status} />
        {isStalled && <span className="badge bad">{`Silent for ${durationText(silentMs)}`}</span>}
        <span className="soft">
          started <Ago at={run.createdAt} />
        </span>
      </span>
      {isOwnerShown && <span className="soft">{run.session?.user?.email ?? 'Owner unknown'}</span>}
      <p className="board-event">
        {event ? (
          <>
            <span className="soft">
              <Ago at={event.createdAt} />
            </span>{' '}
            {eventText(event)}
          </>
        ) : (
          events && <span className="soft">No entries yet</span>
        )}
      </p>
      {/* Unknown at first, and for runs beyond those that are asked about: a blank of the same height. */}
      <span className="soft">{events ? countText(events.totalCount ?? 0, 'event') : '\u00a0'}</span>
    </li>
  )
}
