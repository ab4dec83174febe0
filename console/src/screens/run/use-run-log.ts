import { useEffect, useMemo, useState } from 'react'
import { useGateway } from '../../data/gateway.ts'
import { useStore } from '../../data/store.ts'
import { LogLoader, type LogTarget } from './log/load.ts'

/**
 * Reads the log of a run while it is shown, first at the target that is given. Renders at most four times a second: what shows
 * each entry as it comes subscribes to the log itself.
 */
export function useRunLog(run: string, target: LogTarget | undefined) {
  const client = useGateway()
  const [first] = useState(target)
  const loader = useMemo(() => new LogLoader(client, run), [client, run])
  useEffect(() => {
    void loader.open(first)
    return () => loader.close()
  }, [loader, first])
  const { log } = loader
  const version = useStore(log.summary)
  const state = useStore(loader.state)
  return {
    loader,
    log,
    version,
    state,
    /** The share of the log that is loaded; undefined before it is known how much there is. */
    share: state.phase === 'opening' ? undefined : log.share,
    /** The run as it was when its log was opened. */
    firstState: useStore(loader.run),
    partial: useStore(loader.partial),
  }
}
