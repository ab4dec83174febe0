/** Access to each root field of the schema through every transport, for each kind of viewer. */
import { getNamedType, isCompositeType, isNonNullType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sessions } from '../../src/demo/identities.ts'
import { schema } from '../../src/schema/schema.ts'
import type { Route } from '../../src/server/target.ts'
import { startAttackedGateway } from '../attack/gateway.ts'
import type { TestGateway } from '../support/gateway.ts'
import type { Outcome } from '../support/outcome.ts'
import { sendRawHttp, statusOf } from '../support/raw-http.ts'
import { transportNames, transports, writeManifest } from './transports.ts'
import { refused, type ViewerName, viewers } from './viewers.ts'

const privateSession = JSON.stringify(sessions.website)

/** A value for an argument that must be given: what is asked for is a private session of the demo user. */
const given: Readonly<Record<string, string>> = {
  ID: privateSession,
  String: '"e"',
  Int: '2',
  DateTime: '"2026-01-01"',
}

/** Each root field with what it needs; one that needs something else fails here, and gets its value above. */
const rootFields = Object.values(schema.getQueryType()?.getFields() ?? {}).map((field) => {
  const needed = field.args.filter(
    ({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined,
  )
  const values = needed.map(({ name, type }) => {
    const value = given[getNamedType(type).name]
    if (!value) throw new Error(`Query.${field.name} needs a value for ${name}.`)
    return `${name}: ${value}`
  })
  const below = isCompositeType(getNamedType(field.type)) ? ' { __typename }' : ''
  return `{ ${field.name}${values.length > 0 ? `(${values.join(', ')})` : ''}${below} }`
})

/** Paths of the server other than `/graphql`. */
const pages: Record<Exclude<Route, 'graphql'>, string> = {
  root: '/',
  asset: '/graphiql/0123456789ab/boot.js',
  console: '/console/runs/1',
  consoleAsset: '/console/assets/index.js',
  live: '/health/live',
  ready: '/health/ready',
  metrics: '/metrics',
}

/** Returns an answer without what differs between transports: ids of requests and locations in the document. */
const comparable = ({ data, errors }: Outcome) => ({
  data,
  errors: errors?.map(({ message, extensions: { code } }) => ({ message, code })),
})

describe('access through every transport', () => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await startAttackedGateway({ PERSISTED_DOCUMENTS: writeManifest(rootFields) })
  })
  afterAll(() => gateway.close())

  it.each(Object.keys(viewers) as ViewerName[])('%s', async (viewer) => {
    const credentials = await viewers[viewer]()
    for (const query of rootFields) {
      const answers: ReturnType<typeof comparable>[] = []
      for (const transport of transportNames)
        answers.push(comparable(await transports[transport](gateway, { query, credentials })))
      const [first] = answers
      if (refused.includes(viewer)) expect(first?.errors?.[0]?.code, query).toBe('UNAUTHENTICATED')
      transportNames.forEach((transport, i) => {
        const isClosed = transport === 'WebSocket' && refused.includes(viewer)
        const expected = isClosed
          ? { data: undefined, errors: [{ message: '', code: 'closed 4403' }] }
          : first
        expect(answers[i], `${transport}: ${query}`).toEqual(expected)
      })
    }
    const { data } = await transports['fast path'](gateway, {
      query: `{ session(id: ${privateSession}) { id } }`,
      credentials,
    })
    expect(Boolean((data as { session?: object } | undefined)?.session)).toBe(
      ['owner', 'admin'].includes(viewer),
    )
  })

  it.each(Object.values(pages))('%s executes no operation for any viewer', async (path) => {
    const query = encodeURIComponent('{ viewer { email } }')
    const { authorization } = await viewers.owner()
    for (const method of ['GET', 'POST']) {
      const answer = await sendRawHttp(
        gateway.url,
        `${method} ${path}?query=${query} HTTP/1.1\r\nhost: x\r\nconnection: close\r\nauthorization: ${authorization}\r\n\r\n`,
      )
      // 503: the console, where it is not built.
      expect([200, 404, 405, 503]).toContain(statusOf(answer))
      expect(answer).not.toMatch(/"data"|"errors"|@/)
    }
  })
})
