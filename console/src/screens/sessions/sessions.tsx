import './sessions.css'
import { useState } from 'react'
import { useShownOperation } from '../../data/operation.ts'
import { useQuery } from '../../data/use-query.ts'
import { ConsoleSessionsDocument, type SessionOrder } from '../../gql/graphql.ts'
import { Empty, ErrorState, Loading, NotFound, PartialNotice } from '../../parts/states.tsx'
import { setSearch, usePlace } from '../../shell/router.ts'
import { RunningNow } from './running-now.tsx'
import { MoreSessions, SessionTable } from './session-table.tsx'

const orders: readonly (readonly [SessionOrder, string])[] = [
  ['RECENTLY_ACTIVE', 'Last active first'],
  ['NEWEST', 'Newest first'],
  ['OLDEST', 'Oldest first'],
  ['NAME', 'By name'],
]

/** Sessions of the viewer: what runs now, then the list with search and order, page after page. */
export default function Sessions() {
  const { search } = usePlace()
  const name = search.get('name') ?? ''
  const orderBy = orders.find(([order]) => order === search.get('order'))?.[0] ?? 'RECENTLY_ACTIVE'
  const [text, setText] = useState(name)
  const variables = { filter: name ? { nameContains: name } : null, orderBy }
  const { data, error, partial, reload } = useQuery(ConsoleSessionsDocument, variables)
  useShownOperation(ConsoleSessionsDocument, variables)
  const list = data?.viewer?.sessions

  return (
    <div className="page">
      <h1>Sessions</h1>
      <RunningNow />
      <search>
        <form
          className="toolbar"
          onSubmit={(event) => {
            event.preventDefault()
            setSearch({ name: text.trim() || undefined })
          }}
        >
          <input
            className="field"
            type="search"
            aria-label="Name contains"
            placeholder="Name contains…"
            value={text}
            onChange={({ target }) => {
              setText(target.value)
              if (!target.value) setSearch({ name: undefined })
            }}
          />
          <button className="button" type="submit">
            Search
          </button>
          <select
            className="field"
            aria-label="Order"
            value={orderBy}
            onChange={({ target }) => setSearch({ order: target.value })}
          >
            {orders.map(([order, label]) => (
              <option key={order} value={order}>
                {label}
              </option>
            ))}
          </select>
        </form>
      </search>
      <PartialNotice errors={partial} />
      {!data && error && <ErrorState error={error} onRetry={reload} />}
      {!data && !error && <Loading what="Sessions" />}
      {data && !list && <NotFound />}
      {list?.nodes.length === 0 && (
        <Empty title={name ? 'No session has this name' : 'No sessions yet'}>
          {name ? (
            <p>Search for another part of the name.</p>
          ) : (
            <p>They appear here when the first one is started.</p>
          )}
        </Empty>
      )}
      {list && list.nodes.length > 0 && (
        <>
          <p className="soft">{`${list.totalCount} in all`}</p>
          <SessionTable sessions={list.nodes} />
          <MoreSessions key={JSON.stringify(variables)} variables={variables} from={list.pageInfo} />
        </>
      )}
    </div>
  )
}
