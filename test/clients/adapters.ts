import { readFileSync } from 'node:fs'
import { gql } from '@apollo/client'
import { minifyIntrospectionQuery } from '@urql/introspection'
import { gql as gql3 } from 'apollo3/core'
import { buildSchema, introspectionFromSchema } from 'graphql'
import type { Client as Socket } from 'graphql-ws'
import { createApollo } from './recipes/apollo.ts'
import { createApollo3 } from './recipes/apollo-3.ts'
import { createEventStreams, followLogBySse, request } from './recipes/graphql-sse.ts'
import { followLog } from './recipes/graphql-ws.ts'
import type { Token } from './recipes/socket.ts'
import { createUrql } from './recipes/urql.ts'

const sdl = readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8')
const schema = minifyIntrospectionQuery(introspectionFromSchema(buildSchema(sdl)))

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

type Connect = (url: string, token: Token, socket: Socket) => Adapter

function must<Data>(data: unknown, error: unknown): Data {
  if (error) throw error
  return data as Data
}

const graphqlWs: Connect = (_url, _token, socket) => ({
  async request<Data>(query: string, variables: Variables) {
    for await (const { data, errors } of socket.iterate({ query, variables }))
      return must<Data>(data, errors?.[0])
    throw new Error('no answer')
  },
  follow: (query, variables, next) => followLog(socket, query, variables, next),
})

const apollo: Connect = (url, token, socket) => {
  const client = createApollo(url, token, socket)
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

const apollo3: Connect = (url, token, socket) => {
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

const urql: Connect = (url, token, socket) => {
  const client = createUrql(url, token, socket, schema)
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

export const adapters: readonly { name: string; connect: Connect }[] = [
  { name: 'graphql-ws', connect: graphqlWs },
  { name: 'graphql-request and graphql-sse', connect: sse },
  { name: 'Apollo Client 4', connect: apollo },
  { name: 'Apollo Client 3', connect: apollo3 },
  { name: 'urql with graphcache', connect: urql },
]
