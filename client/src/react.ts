import { useMemo, useSyncExternalStore } from 'react'
import type { Client, EntryOf, RequestOptions } from './client.ts'
import type { OperationArguments, TypedDocument } from './document.ts'
import type { LogSnapshot } from './follow.ts'
import type { WatchRunLogSubscription } from './generated/graphql.ts'
import type { LiveSnapshot } from './live.ts'

export type RunLogOptions = {
  readonly after?: string | undefined
  readonly keepCursors?: boolean | undefined
}

/** The log of a run while the component is mounted, with its `pause` and `resume`. */
export function useRunLog(
  client: Client,
  run: string,
  { after, keepCursors }: RunLogOptions = {},
): LogSnapshot<EntryOf<WatchRunLogSubscription>> & {
  readonly pause: () => void
  readonly resume: () => void
} {
  const log = useMemo(
    () => client.followRunLog(run, { after, keepCursors }),
    [client, run, after, keepCursors],
  )
  const snapshot = useSyncExternalStore(log.subscribe, log.getSnapshot, log.getSnapshot)
  return useMemo(() => ({ ...snapshot, pause: log.pause, resume: log.resume }), [snapshot, log])
}

/** The state that a subscription tells, while the component is mounted. */
export function useLive<Data, Variables>(
  client: Client,
  document: TypedDocument<Data, Variables>,
  ...[variables]: OperationArguments<Variables, never>
): LiveSnapshot<Data> {
  // A component makes equal variables anew with each rendering.
  const key = JSON.stringify(variables ?? {})
  const live = useMemo(() => {
    const args = [JSON.parse(key)] as unknown as OperationArguments<Variables, RequestOptions>
    return client.subscribe(document, ...args)
  }, [client, document, key])
  return useSyncExternalStore(live.subscribe, live.getSnapshot, live.getSnapshot)
}
