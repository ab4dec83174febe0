import { useState } from 'react'
import { useGateway } from '../../data/gateway.ts'
import {
  ConsoleSessionsDocument,
  type ConsoleSessionsQueryVariables,
  type SessionRowFragment,
} from '../../gql/graphql.ts'
import { Link } from '../../parts/link.tsx'
import { RunStatusBadge } from '../../parts/run-status.tsx'
import { Ago } from '../../parts/time.tsx'

const kinds = { AGENT: 'Agent', CHAT: 'Chat', BROWSER_EXTENSION: 'Browser', UNKNOWN: 'Other' } as const

export function SessionTable({ sessions }: { readonly sessions: readonly SessionRowFragment[] }) {
  return (
    <ul className="panel session-rows">
      {sessions.map((session) => (
        <li key={session.id}>
          <Link to={`sessions/${session.databaseId}`} className="session-name">
            {session.name || 'Untitled session'}
          </Link>
          <span className="session-marks">
            {session.isPinned && <span className="badge">Pinned</span>}
            {session.isWishlisted && <span className="badge">Favourite</span>}
            {session.isPublic && <span className="badge">Public</span>}
            <span className="badge">{kinds[session.kind]}</span>
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

type MoreSessionsProps = {
  readonly variables: ConsoleSessionsQueryVariables
  readonly from: { readonly hasNextPage: boolean; readonly endCursor?: string | null }
}

/** The pages after the first. */
export function MoreSessions({ variables, from }: MoreSessionsProps) {
  const client = useGateway()
  const [sessions, setSessions] = useState<readonly SessionRowFragment[]>([])
  const [next, setNext] = useState(from)
  const [problem, setProblem] = useState<string>()

  async function load(): Promise<void> {
    try {
      const { data } = await client.query(ConsoleSessionsDocument, { ...variables, after: next.endCursor })
      const page = data.viewer?.sessions
      if (!page) return
      setSessions([...sessions, ...page.nodes])
      setNext(page.pageInfo)
      setProblem(undefined)
    } catch (error) {
      setProblem((error as Error).message)
    }
  }

  return (
    <>
      {sessions.length > 0 && <SessionTable sessions={sessions} />}
      {problem && <p className="notice bad">{problem}</p>}
      {next.hasNextPage && (
        <button className="button" type="button" onClick={() => void load()}>
          More sessions
        </button>
      )}
    </>
  )
}
