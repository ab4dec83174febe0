import './sessions.css'
import { useLive } from '@ii-agent/gateway-client/react'
import { useGateway } from '../../data/gateway.ts'
import { useShownOperation } from '../../data/operation.ts'
import { useConnection, useRefreshOn } from '../../data/use-connection.ts'
import {
  ConsoleSessionChangesDocument,
  ConsoleSessionsDocument,
  type ConsoleSessionsQuery,
} from '../../gql/graphql.ts'
import { Loading } from '../../parts/loading.tsx'
import { More } from '../../parts/more.tsx'
import { Empty, ErrorState, NotFound, PartialNotice } from '../../parts/states.tsx'
import { SessionFilters, useSessionFilter } from './filters.tsx'
import { RunningNow } from './running-now.tsx'
import { SessionTable } from './session-table.tsx'
import { useMarks } from './use-marks.ts'

const noVariables = {}
const selectSessions = ({ viewer }: ConsoleSessionsQuery) => viewer?.sessions

/** Sessions of the viewer, live: what runs now, then the list with search, filters and order, read on as it is scrolled. */
export default function Sessions() {
  const variables = useSessionFilter()
  const connection = useConnection(ConsoleSessionsDocument, variables, selectSessions)
  const changes = useLive(useGateway(), ConsoleSessionChangesDocument, noVariables).data?.viewerUpdated
  useShownOperation(ConsoleSessionsDocument, variables)
  const { list, error, partial, refresh } = connection
  useRefreshOn(changes, refresh)
  const marks = useMarks(list, refresh)
  const { filter } = variables

  return (
    <div className="page">
      <h1>Sessions</h1>
      <RunningNow runs={changes?.activeRuns} />
      <SessionFilters />
      <PartialNotice errors={partial} />
      {marks.problem && (
        <p className="notice bad" role="alert">
          {marks.problem}
        </p>
      )}
      {list === undefined &&
        (error ? <ErrorState error={error} onRetry={refresh} /> : <Loading what="Sessions" />)}
      {list === null && <NotFound />}
      {list?.nodes.length === 0 && (
        <Empty title={filter ? 'No sessions match' : 'No sessions yet'}>
          {filter ? (
            <p>Search for another part of the name, or choose other filters.</p>
          ) : (
            <p>They appear here when the first one is started.</p>
          )}
        </Empty>
      )}
      {list && list.nodes.length > 0 && (
        <>
          <p className="soft" role="status">{`${list.totalCount} in all`}</p>
          <SessionTable sessions={list.nodes} marks={marks} />
        </>
      )}
      <More what="sessions" connection={connection} />
    </div>
  )
}
