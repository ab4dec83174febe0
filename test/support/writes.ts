import { graphql, isUnionType } from 'graphql'
import { afterAll, beforeAll } from 'vitest'
import type { Viewer } from '../../src/auth/viewer.ts'
import { Cursors } from '../../src/data/batching/cursor.ts'
import type { Database } from '../../src/data/database.ts'
import { people } from '../../src/demo/identities.ts'
import { Live } from '../../src/live/live.ts'
import { createContext, type Services } from '../../src/schema/context.ts'
import { schema } from '../../src/schema/schema.ts'
import { recordingLog } from './client.ts'
import type { TestDatabase } from './database.ts'

/** What a mutation answered: the fields of whichever type of its union it was. */
export type Outcome = { readonly __typename: string } & Readonly<Record<string, unknown>>

/** Calls mutations and keeps the log of the gateway. */
export type Writer = {
  /** Calls a mutation with this input, and selects these fields of its success type. */
  write(name: string, input: object, selection?: string): Promise<Outcome>
  /** Every line that was logged so far. */
  readonly lines: readonly Record<string, unknown>[]
}

/** What lies outside the database, where a test has it. */
type Outside = Pick<Services, 'platform' | 'projectDomain' | 'invalidateAccount' | 'features'>

export const viewers = {
  demo: { ...people.demo, isAdmin: false },
  maria: { ...people.maria, isAdmin: false },
  admin: { ...people.admin, isAdmin: true },
} as const satisfies Record<string, Viewer>

/** Calls mutations as a viewer, without a server between, each in a context of its own as a request has. */
export function writerOf(database: Database, viewer: Viewer | null, more: Outside = {}): Writer {
  const cursors = new Cursors('of tests')
  const live = new Live(database, cursors)
  const services: Services = { database, cursors, live, ...more }
  const { log, lines } = recordingLog()
  return {
    lines,
    async write(name, input, selection = 'clientMutationId') {
      const { data, errors } = await graphql({
        schema,
        source: buildMutation(name, selection),
        variableValues: { input },
        contextValue: createContext({ services, viewer, requestId: 'test', log }),
      })
      if (errors) throw errors[0]?.originalError ?? errors[0]
      return data?.[name] as Outcome
    },
  }
}

/** A seeded database, and who writes to it. */
export type WriterSuite = { readonly database: Database } & Readonly<Record<keyof typeof viewers, Writer>>

/**
 * Registers a seeded database and a writer for each of `viewers` for the tests of a suite. They can be used in hooks and
 * tests, not before.
 */
export function setUpWriters(open: TestDatabase['open'], more: Outside = {}): WriterSuite {
  let opened: Database | undefined
  beforeAll(async () => {
    opened = await open('seeded')
  })
  afterAll(() => opened?.close())
  const database = new Proxy({} as Database, {
    get(_, name) {
      if (!opened) throw new Error('The database is not open.')
      return Reflect.get(opened, name)
    },
  })
  const { demo, maria, admin } = viewers
  return {
    database,
    demo: writerOf(database, demo, more),
    maria: writerOf(database, maria, more),
    admin: writerOf(database, admin, more),
  }
}

const details: Readonly<Record<string, string>> = {
  ValidationError: 'message issues { path message }',
  VersionConflictError: 'message currentVersion current { id __typename }',
  ConflictError: 'message conflicting { id __typename }',
}

/** A mutation that selects everything of each error that it can answer, and this of its success. */
export function buildMutation(name: string, selection: string): string {
  const typeName = name.charAt(0).toUpperCase() + name.slice(1)
  const payload = schema.getType(`${typeName}Payload`)
  if (!isUnionType(payload)) throw new Error(`There is no mutation ${name}`)
  const parts = payload.getTypes().map((type) => {
    const fields = type.name === `${typeName}Success` ? selection : (details[type.name] ?? 'message')
    return `... on ${type.name} { ${fields} }`
  })
  return `mutation ($input: ${typeName}Input!) { ${name}(input: $input) { __typename ${parts.join(' ')} } }`
}

/** A checksum of every row of every table, by table: to prove that nothing changed. */
export async function checksums(database: Database): Promise<Record<string, string>> {
  const tables = await database.query<{ name: string }>(
    `select quote_ident(table_name) as name from information_schema.tables
where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  )
  const one = ({ name }: { name: string }) =>
    `select '${name}' as name, md5(coalesce(string_agg(t::text, e'\\n' order by t::text), '')) as sum from ${name} t`
  const rows = await database.query<{ name: string; sum: string }>(tables.map(one).join(' union all '))
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]))
}
