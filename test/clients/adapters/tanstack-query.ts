import { InfiniteQueryObserver, MutationObserver, QueryClient, QueryObserver } from '@tanstack/query-core'
import { createEventStreams } from '../recipes/graphql-sse.ts'
import { followEvents, renameSession, type SessionEvent, sessionPages } from '../recipes/tanstack-query.ts'
import { type Connect, namesOf } from './adapter.ts'

/** TanStack Query, connected as its recipe says. */
export const tanstackQuery: Connect = ({ url, token }) => {
  const queries = new QueryClient()
  const events = createEventStreams(url, token)
  return {
    async openList(start, size) {
      const list = new InfiniteQueryObserver(queries, sessionPages(url, token, start, size))
      const isRead = new Promise<void>((resolve) => {
        list.subscribe(({ isSuccess }) => isSuccess && resolve())
      })
      await isRead
      return {
        names: () => list.getCurrentResult().data?.pages.flatMap(namesOf) ?? [],
        readNext: () => list.fetchNextPage(),
        readPrevious: () => list.fetchPreviousPage(),
      }
    },
    rename: (session) => new MutationObserver(queries, renameSession(queries, url, token)).mutate(session),
    startReading: () =>
      new InfiniteQueryObserver(queries, sessionPages(url, token, { first: 2 }, 2)).subscribe(() => {}),
    follow(session, onEvent) {
      const stop = followEvents(queries, events, session)
      let seen = 0
      const shown = new QueryObserver<SessionEvent[]>(queries, {
        queryKey: ['events', session],
        enabled: false,
      })
      const unsubscribe = shown.subscribe(({ data = [] }) => {
        for (const { eventType } of data.slice(seen)) onEvent(eventType)
        seen = data.length
      })
      return () => {
        unsubscribe()
        stop()
      }
    },
    dispose() {
      queries.clear()
      events.dispose()
    },
  }
}
