import { createClient } from '@ii-agent/gateway-client'
import { createOperationDescriptor, fetchQuery, getRequest } from 'relay-runtime'
import { WebSocket } from 'ws'
import sessionsRequest from '../generated/relay/relaySessionsQuery.graphql.ts'
import { createRelay, renameSession } from '../recipes/relay.ts'
import { followSession } from '../recipes/relay-follow.ts'
import { sessionsQuery } from '../recipes/relay-sessions.ts'
import type { RenameSessionPayload } from '../recipes/rename-session.ts'
import { nextPage, type PageArgs, previousPage, type SessionsData } from '../recipes/sessions.ts'
import { type Connect, namesOf } from './adapter.ts'

/** Relay, connected as its recipe says. */
export const relay: Connect = ({ url, signIn }) => {
  const gateway = createClient({ url, token: signIn, webSocket: WebSocket })
  const environment = createRelay(gateway)
  const read = (variables: PageArgs = {}) => fetchQuery(environment, sessionsQuery, variables).toPromise()
  return {
    async openList(start, size) {
      const operation = createOperationDescriptor(getRequest(sessionsRequest), start)
      environment.retain(operation)
      await read(start)
      const shown = () => environment.lookup(operation.fragment).data as unknown as SessionsData
      return {
        names: () => namesOf(shown()),
        readNext: () => read(nextPage(shown(), size)),
        readPrevious: () => read(previousPage(shown(), size)),
      }
    },
    rename: (session) => renameSession(environment, session) as Promise<RenameSessionPayload>,
    startReading() {
      const subscription = fetchQuery(environment, sessionsQuery, { first: 2 }).subscribe({})
      return () => subscription.unsubscribe()
    },
    follow: (session, onEvent) =>
      followSession(environment, session, (entry) => {
        if (entry.__typename === 'EventAdded') onEvent(entry.event.eventType)
      }),
    dispose: () => gateway.dispose(),
  }
}
