import { gql } from '@apollo/client'
import type { Client as Gateway } from '@ii-agent/gateway-client'
import { gql as gql3 } from 'apollo3/core'
import type { Client as Socket } from 'graphql-ws'
import { createApollo } from './recipes/apollo.ts'
import { createApollo3 } from './recipes/apollo-3.ts'
import { createEventStreams, followLogBySse, request } from './recipes/graphql-sse.ts'
import { followLog } from './recipes/graphql-ws.ts'
import type { Token } from './recipes/socket.ts'
import { createUrql } from './recipes/urql.ts'
import { schema } from './schema.ts'

type Variables = Record<string, unknown>

/** What the tests do with every library. */
export type Adapter = {
  request<Data>(document: string, variables: Variables): Promise<Data>
  follow<Data extends Variables>(
    document: string,
    variables: Variables,
    next: (data: Data) => void,
  ): () => void
}

type Connect = (url: string, token: Token, connections: { socket: Socket; gateway: Gateway }) => Adapter

function must<Data>(data: unknown, error: unknown): Data {
  if (error) throw error
  return data as Data
}

const graphqlWs: Connect = (_url, _token, { socket }) => ({
  async request<Data>(query: string, variables: Variables) {
    for await (const { data, errors } of socket.iterate({ query, variables }))
      return must<Data>(data, errors?.[0])
    throw new Error('no answer')
  },
  follow: (query, variables, next) => followLog(socket, query, variables, next),
})

const apollo: Connect = (url, token, { gateway }) => {
  const client = createApollo(url, token, gateway)
  return {
    async request<Data>(document: string, variables: Variables) {
      const { data, error } = document.startsWith('mutation')
        ? await client.mutate({ mutation: gql(document), variables })
        : await client.query({ query: gql(document), variables, fetchPolicy: 'network-only' })
      return must<Data>(data, error)
    },
    follow<Data>(document: string, variables: Variables, next: (data: Data) => void) {
      const results = client.subscribe({ query: gql(document), variables, fetchPolicy: 'no-cache' })
      const subscription = results.subscribe(({ data }) => next(data as Data))
      return () => subscription.unsubscribe()
    },
  }
}

const apollo3: Connect = (url, token, { socket }) => {
  const client = createApollo3(url, token, socket)
  return {
    async request<Data>(document: string, variables: Variables) {
      const { data } = document.startsWith('mutation')
        ? await client.mutate({ mutation: gql3(document), variables })
        : await client.query({ query: gql3(document), variables, fetchPolicy: 'network-only' })
      return data as Data
    },
    follow<Data>(document: string, variables: Variables, next: (data: Data) => void) {
      const results = client.subscribe({ query: gql3(document), variables, fetchPolicy: 'no-cache' })
      const subscription = results.subscribe(({ data }) => next(data as Data))
      return () => subscription.unsubscribe()
    },
  }
}

const urql: Connect = (url, token, { gateway }) => {
  const client = createUrql(url, token, gateway, schema)
  return {
    async request<Data>(document: string, variables: Variables) {
      const { data, error } = document.startsWith('mutation')
        ? await client.mutation(document, variables).toPromise()
        : await client.query(document, variables, { requestPolicy: 'network-only' }).toPromise()
      return must<Data>(data, error)
    },
    follow<Data>(document: string, variables: Variables, next: (data: Data) => void) {
      const { unsubscribe } = client.subscription(document, variables).subscribe(({ data }) => {
        if (data) next(data as Data)
      })
      return unsubscribe
    },
  }
}

const sse: Connect = (url, token) => {
  const events = createEventStreams(url, token)
  return {
    request: (document, variables) => request(url, token, document, variables),
    follow: (query, variables, next) => followLogBySse(events, query, variables, next),
  }
}

/** The gateway's own client, which has no cache. */
const own: Connect = (_url, _token, { gateway }) => ({
  request: async <Data>(document: string, variables: Variables) =>
    (await gateway.query<Data, Variables>(document, variables)).data,
  follow<Data>(query: string, variables: Variables, next: (data: Data) => void) {
    return gateway.observe(
      { query, variables },
      { next: ({ data }) => next(data as Data), error: (error) => console.error(error), complete() {} },
    )
  },
})

export type TestedLibrary = {
  readonly name: string
  readonly connect: Connect
  /** The gateway's client keeps a token until it is refused (client/test/resume.test.ts); others ask for each connection. */
  readonly keepsToken: boolean
}

export const adapters: readonly TestedLibrary[] = [
  { name: 'the gateway’s client', connect: own, keepsToken: true },
  { name: 'graphql-ws', connect: graphqlWs, keepsToken: false },
  { name: 'graphql-request and graphql-sse', connect: sse, keepsToken: false },
  { name: 'Apollo Client 4', connect: apollo, keepsToken: true },
  { name: 'Apollo Client 3', connect: apollo3, keepsToken: false },
  { name: 'urql with graphcache', connect: urql, keepsToken: true },
]
