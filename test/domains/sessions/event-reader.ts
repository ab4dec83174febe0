import { afterAll, beforeAll, expect } from 'vitest'
import type { Database } from '../../../src/data/database.ts'
import { sessions } from '../../../src/demo/identities.ts'
import { createAsk } from '../../support/create-ask.ts'
import type { TestDatabase } from '../../support/database.ts'

type Viewer = Parameters<ReturnType<typeof createAsk>>[0]
type Fields = Record<string, unknown>
/** Adds an event to a public session, and reads it as each of these viewers. */
export type EventReader = <Name extends string>(
  type: string,
  content: object,
  fields: string,
  viewers: Record<Name, Viewer>,
) => Promise<Record<Name, Fields>>

/** Registers a seeded database for the tests of a suite, and returns a reader of events that it adds to it. */
export function setUpEventReader(open: TestDatabase['open']): EventReader {
  let database: Database
  let ask: ReturnType<typeof createAsk>
  beforeAll(async () => {
    database = await open('seeded')
    ask = createAsk(database)
  })
  afterAll(() => database.close())
  return async <Name extends string>(
    type: string,
    content: object,
    fields: string,
    viewers: Record<Name, Viewer>,
  ) => {
    const [row] = await database.query<{ id: string }>(
      `insert into application_events (session_id, event_group, event_type, content) values ($1, 'agent', $2, $3) returning id`,
      [sessions.publicReport, type, JSON.stringify(content)],
    )
    const source = `query ($id: ID!) { session(id: $id) { events(last: 1) { nodes { databaseId ${fields} } } } }`
    const read: [string, Fields][] = []
    for (const [name, viewer] of Object.entries<Viewer>(viewers)) {
      const { data, errors } = await ask<{ session: { events: { nodes: Fields[] } } }>(viewer, source, {
        id: sessions.publicReport,
      })
      expect(errors).toBeUndefined()
      const [node] = data?.session.events.nodes ?? []
      expect(node?.databaseId).toBe(row?.id)
      const { databaseId: _, ...rest } = node ?? {}
      read.push([name, rest])
    }
    return Object.fromEntries(read) as Record<Name, Fields>
  }
}
