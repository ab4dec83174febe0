import type { QueryClient } from '@tanstack/query-core'
import type { Client as EventStreams } from 'graphql-sse'
import { request } from './graphql-request.ts'
import { followLogBySse } from './graphql-sse.ts'
import { type RenameSessionPayload, renameSessionDocument, type Session } from './rename-session.ts'
import { nextPage, type PageArgs, previousPage, type SessionsData, sessionsDocument } from './sessions.ts'
import type { Token } from './token.ts'

/** Options of `useInfiniteQuery`: pages in both directions; requests that are not needed any more are aborted. */
export const sessionPages = (url: string, token: Token, start: PageArgs, size: number) => ({
  queryKey: ['sessions', start],
  queryFn: ({ pageParam, signal }: { pageParam: PageArgs; signal: AbortSignal }) =>
    request<SessionsData>(url, token, sessionsDocument, pageParam, signal),
  initialPageParam: start,
  getNextPageParam: (page: SessionsData) => nextPage(page, size),
  getPreviousPageParam: (page: SessionsData) => previousPage(page, size),
})

/** Options of `useMutation`: whatever the answer is, what the lists show is read again. */
export const renameSession = (queries: QueryClient, url: string, token: Token) => ({
  mutationFn: async ({ id, name, version }: Session) => {
    const input = { id, name, expectedVersion: version }
    const data = await request<{ renameSession: RenameSessionPayload }>(url, token, renameSessionDocument, {
      input,
    })
    return data.renameSession
  },
  onSettled: () => queries.invalidateQueries({ queryKey: ['sessions'] }),
})

const eventsDocument = `subscription Events($session: ID!, $after: String) {
  sessionEvents(sessionId: $session, after: $after) {
    ... on StreamEntry { cursor }
    ... on EventAdded { event { id eventType } }
  }
}`
export type SessionEvent = { id: string; eventType: string }

/** Appends the events of a session to the query `['events', session]`, which components read. Returns what ends it. */
export function followEvents(queries: QueryClient, events: EventStreams, session: string): () => void {
  return followLogBySse<{ sessionEvents: { event?: SessionEvent } }>(
    events,
    eventsDocument,
    { session },
    ({ sessionEvents: { event } }) => {
      if (event)
        queries.setQueryData<SessionEvent[]>(['events', session], (before = []) => [...before, event])
    },
  )
}
