import type { SessionKind, SessionRowFragment } from '../../gql/graphql.ts'
import { Link } from '../../parts/link.tsx'
import { titleText } from '../../parts/names.ts'
import { RunStatusBadge } from '../../parts/run-status.tsx'
import { Ago } from '../../parts/time.tsx'
import type { Mark, Marks } from './use-marks.ts'

export const kindWords: Readonly<Record<SessionKind, string>> = {
  AGENT: 'Agent',
  CHAT: 'Chat',
  BROWSER_EXTENSION: 'Browser',
  UNKNOWN: 'Other',
}

type SessionTableProps = {
  readonly sessions: readonly SessionRowFragment[]
  readonly marks: Marks
}

/** The list of sessions, with buttons to pin them and to mark them as favourites. */
export function SessionTable({ sessions, marks }: SessionTableProps) {
  return (
    <ul className="panel session-rows">
      {sessions.map(marks.apply).map((session) => (
        <li key={session.id}>
          <Link to={`sessions/${session.databaseId}`} className="session-name">
            <span className="clamped">{titleText(session.name)}</span>
          </Link>
          <span className="session-marks">
            {session.isPublic && <span className="badge">Public</span>}
            <span className="badge">{kindWords[session.kind]}</span>
            <MarkButton session={session} mark="isPinned" label="Pin" marks={marks} />
            <MarkButton session={session} mark="isWishlisted" label="Favourite" marks={marks} />
          </span>
          <span className="session-run">
            {session.latestRun && (
              <Link to={`runs/${session.latestRun.databaseId}`}>
                <RunStatusBadge status={session.latestRun.status} />
                <span className="visually-hidden">: latest run of {session.name || 'this session'}</span>
              </Link>
            )}
          </span>
          <span className="soft session-time">
            <Ago at={session.updatedAt} />
          </span>
        </li>
      ))}
    </ul>
  )
}

type MarkButtonProps = {
  readonly session: SessionRowFragment
  readonly mark: Mark
  readonly label: string
  readonly marks: Marks
}

function MarkButton({ session, mark, label, marks }: MarkButtonProps) {
  return (
    <button
      className="button mark"
      type="button"
      aria-pressed={session[mark]}
      aria-label={`${label}: ${titleText(session.name)}`}
      onClick={() => void marks.toggle(session, mark)}
    >
      {label}
    </button>
  )
}
