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
  return {
    loader,
    log,
    version: useStore(log.summary),
    state: useStore(loader.state),
    partial: useStore(loader.partial),
  }
}
