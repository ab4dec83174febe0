import { useMemo, useSyncExternalStore } from 'react'
import type { After, Client, EntryOf, RequestOptions } from './client.ts'
import type { OperationArguments, TypedDocument } from './document.ts'
import type { Follow, FollowOptions } from './follow.ts'
import type { WatchRunLogSubscription } from './generated/graphql.ts'
import type { LiveSnapshot } from './live.ts'
import type { Entry } from './log-reader.ts'
import type { LogSnapshot } from './log-store.ts'

/** A log's snapshot, with the functions that disconnect and connect it. */
export type LogState<E> = LogSnapshot<E> & Pick<Follow<E>, 'pause' | 'resume'>

/** Options of the hooks that follow a log. */
export type UseLogOptions = Pick<FollowOptions, 'keepCursors'> & After

/** The log of a run while the component is mounted. */
export function useRunLog(
  client: Pick<Client, 'followRunLog'>,
  run: string,
  { after, keepCursors }: UseLogOptions = {},
): LogState<EntryOf<WatchRunLogSubscription>> {
  const log = useMemo(
    () => client.followRunLog(run, { after, keepCursors }),
    [client, run, after, keepCursors],
  )
  return useFollow(log)
}

/** Any log, or a selection of your own, while the component is mounted: as `client.follow`. */
export function useLog<Data, Variables>(
  client: Pick<Client, 'follow'>,
  document: TypedDocument<Data, Variables>,
  variables: Omit<Variables, 'after'>,
  { after, keepCursors }: UseLogOptions = {},
): LogState<EntryOf<Data> & Entry> {
  const stable = useStable(variables)
  const log = useMemo(
    () => client.follow(document, stable, { after, keepCursors }),
    [client, document, stable, after, keepCursors],
  )
  return useFollow(log)
}

/** The newest state of a subscription while the component is mounted. */
export function useLive<Data, Variables>(
  client: Pick<Client, 'subscribe'>,
  document: TypedDocument<Data, Variables>,
  ...[variables]: OperationArguments<Variables, never>
): LiveSnapshot<Data> {
  const stable = useStable(variables)
  const live = useMemo(() => {
    const args = [stable] as unknown as OperationArguments<Variables, RequestOptions>
    return client.subscribe(document, ...args)
  }, [client, document, stable])
  return useSyncExternalStore(live.subscribe, live.getSnapshot, live.getSnapshot)
}

function useFollow<E>(log: Follow<E>): LogState<E> {
  const snapshot = useSyncExternalStore(log.subscribe, log.getSnapshot, log.getSnapshot)
  return useMemo(() => ({ ...snapshot, pause: log.pause, resume: log.resume }), [snapshot, log])
}

/** The first of equal variables: a component makes them anew with each rendering. */
function useStable<Variables>(variables: Variables): Variables {
  const key = JSON.stringify(variables)
  // biome-ignore lint/correctness/useExhaustiveDependencies: equal keys mean equal variables.
  return useMemo(() => variables, [key])
}
