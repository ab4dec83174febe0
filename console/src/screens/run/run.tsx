import './run.css'
import { useLive } from '@ii-agent/gateway-client/react'
import { useEffect } from 'react'
import { useGateway } from '../../data/gateway.ts'
import { useShownOperation } from '../../data/operation.ts'
import { ConsoleRunLogDocument, ConsoleRunStateDocument } from '../../gql/graphql.ts'
import { Loading } from '../../parts/loading.tsx'
import { isActive } from '../../parts/run-status.tsx'
import { ErrorState, NotFound, PartialNotice } from '../../parts/states.tsx'
import { usePlace } from '../../shell/router.ts'
import type { ScreenProps } from '../../shell/screens.tsx'
import { LogView } from './log-view.tsx'
import { RunHeader } from './run-header.tsx'
import { useRunLog } from './use-run-log.ts'

/** A run: its state, and its log as it grows. */
export default function Run({ params: [id = ''] }: ScreenProps) {
  const { search } = usePlace()
  const at = search.get('at')
  const target = at ? { key: at, after: search.get('after') ?? undefined } : undefined
  const { loader, log, version, state, firstState, partial } = useRunLog(id, target)
  const { data, errors } = useLive(useGateway(), ConsoleRunStateDocument, { run: id })
  useShownOperation(ConsoleRunLogDocument, { run: id })
  // With the first rows; the subscription has a connection to make first.
  const run = data?.runUpdated ?? firstState
  const isRunning = run ? isActive(run.status) : false
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is new of the run says that it goes on.
  useEffect(() => {
    if (isRunning) void loader.goOn()
  }, [loader, run])

  if (state.phase === 'missing') return <NotFound />
  if (state.phase === 'failed' && log.loaded === 0)
    return <ErrorState error={state.error ?? new Error()} onRetry={() => void loader.open(target)} />
  if (state.phase === 'opening') return <Loading what="Log" shape="log" />
  return (
    <div className="run">
      <RunHeader run={run} log={log} version={version} state={state}>
        <PartialNotice errors={[...errors, ...partial]} />
        {at && log.missing === 0 && !log.find(at) && (
          <p className="notice" role="status">
            The entry of this address is not in the log any more.
          </p>
        )}
      </RunHeader>
      <LogView
        loader={loader}
        version={version}
        run={id}
        session={run?.session?.databaseId}
        isRunning={isRunning}
        cost={run?.cost}
        target={at ?? undefined}
      />
    </div>
  )
}
