import type { ReactNode } from 'react'
import type { Connection } from '../../data/use-connection.ts'
import { Link } from '../../parts/link.tsx'
import { Loading } from '../../parts/loading.tsx'
import { More } from '../../parts/more.tsx'
import { titleText } from '../../parts/names.ts'
import { Empty, ErrorState, NotFound, PartialNotice } from '../../parts/states.tsx'

type Session = { readonly id: string; readonly databaseId: string; readonly name: string | null }

type SessionGroupsProps<Item extends Session> = {
  /** What the sessions have, such as `storybooks`. */
  readonly what: string
  readonly connection: Connection<Item>
  /** The rows of a session; none for one without any. */
  readonly rowsOf: (session: Item) => readonly ReactNode[]
}

/** What was made in sessions, under the name of each; sessions without any are left out. */
export function SessionGroups<Item extends Session>({ what, connection, rowsOf }: SessionGroupsProps<Item>) {
  const { list, error, partial, refresh } = connection
  if (list === undefined)
    return error ? <ErrorState error={error} onRetry={refresh} /> : <Loading what={what} />
  if (list === null) return <NotFound />
  const groups = list.nodes
    .map((session) => ({ session, rows: rowsOf(session) }))
    .filter(({ rows }) => rows.length > 0)
  return (
    <>
      <PartialNotice errors={partial} />
      {groups.map(({ session, rows }) => (
        <section key={session.id}>
          <h2>
            <Link to={`sessions/${session.databaseId}`}>{titleText(session.name)}</Link>
          </h2>
          <ul className="panel item-rows">{rows}</ul>
        </section>
      ))}
      {groups.length === 0 && !list.pageInfo.hasNextPage && (
        <Empty title={`No ${what} yet`}>
          <p>They appear here when a session makes some.</p>
        </Empty>
      )}
      <More what="sessions" connection={connection} />
    </>
  )
}
