import { createClient, type Client as Gateway } from '@ii-agent/gateway-client'
import type { Client } from '@urql/core'
import { WebSocket } from 'ws'
import {
  nextPage,
  type PageArgs,
  previousPage,
  type SessionsData,
  sessionsDocument,
} from '../recipes/sessions.ts'
import type { Token } from '../recipes/token.ts'
import { createUrql } from '../recipes/urql.ts'
import { createUrqlWithDocumentCache } from '../recipes/urql-document-cache.ts'
import { renameSession } from '../recipes/urql-rename.ts'
import { schema } from '../schema.ts'
import { type Adapter, type Connect, type FollowData, followDocument, joinPages, namesOf } from './adapter.ts'

type Create = (url: string, token: Token, gateway: Gateway) => Client

async function read(client: Client, document: string, variables: PageArgs): Promise<SessionsData> {
  const { data, error } = await client.query<SessionsData>(document, { ...variables }).toPromise()
  if (!data) throw error
  return data
}

const connect =
  (create: Create, openList: (client: Client) => Adapter['openList']): Connect =>
  ({ url, signIn, token }) => {
    const gateway = createClient({ url, token: signIn, webSocket: WebSocket })
    const client = create(url, token, gateway)
    return {
      openList: openList(client),
      rename: (session) => renameSession(client, session),
      startReading() {
        const { unsubscribe } = client.query(sessionsDocument, { first: 2 }).subscribe(() => {})
        return unsubscribe
      },
      follow(session, onEvent) {
        const { unsubscribe } = client
          .subscription<FollowData>(followDocument, { session })
          .subscribe(({ data }) => {
            if (data?.sessionEvents.event) onEvent(data.sessionEvents.event.eventType)
          })
        return unsubscribe
      },
      dispose: () => gateway.dispose(),
    }
  }

export const urqlWithDocumentCache = connect(
  createUrqlWithDocumentCache,
  (client) => (start, size) =>
    joinPages((document, variables) => read(client, document, variables), start, size),
)

/** graphcache joins the pages: each answer has all that were read. */
export const urqlWithGraphcache = connect(
  (url, token, gateway) => createUrql(url, token, gateway, schema),
  (client) => async (start, size) => {
    let shown = await read(client, sessionsDocument, start)
    return {
      names: () => namesOf(shown),
      async readNext() {
        shown = await read(client, sessionsDocument, nextPage(shown, size) ?? {})
      },
      async readPrevious() {
        shown = await read(client, sessionsDocument, previousPage(shown, size) ?? {})
      },
    }
  },
)
