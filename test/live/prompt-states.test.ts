import { execute, parse } from 'graphql'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Cursors } from '../../src/data/batching/cursor.ts'
import type { RowsRead } from '../../src/data/batching/rows-read.ts'
import { isModel, type Model, table } from '../../src/data/batching/table.ts'
import type { Database } from '../../src/data/database.ts'
import { runs, sessions } from '../../src/demo/identities.ts'
import { tables } from '../../src/generated/tables.ts'
import { FallbackPoller } from '../../src/live/fallback-poller.ts'
import { Live } from '../../src/live/live.ts'
import type { StateBroadcaster } from '../../src/live/state-broadcaster.ts'
import { ownerOfRuns, watched } from '../../src/live/watched.ts'
import { createContext, type Services } from '../../src/schema/context.ts'
import { schema } from '../../src/schema/schema.ts'
import { demoViewer } from '../support/create-ask.ts'
import { testDatabases } from '../support/database.ts'
import { newerColumns } from '../support/newer-columns.ts'
import { fieldsBelowStates, nest, objectsAt, roots, type StateField } from './state-fields.ts'

/** The tables that a field reads without being told of their changes, and why. */
const exceptions: Readonly<Record<string, string>> = {
  // The owner of a session never changes.
  'RunTask.cost': 'sessions',
  // A row that is linked and has changed counts as before.
  'SessionCounts.assets': 'user_assets',
  'Storybook.pageCount': 'storybook_pages',
  // Whether other viewers see a file that an event names.
  'ApplicationEvent.content': 'user_assets session_assets',
  'ApplicationEvent.summary': 'user_assets session_assets',
  // Messages name files in their content, so no column says which.
  'UserAsset.messages': 'chat_messages sessions',
}

const isException = (field: string, name: string) => exceptions[field]?.split(' ').includes(name) ?? false

/** Fields whose rows, or parts of JSON, the demo does not have. */
const absent = [
  'BuildLogLine.level',
  'BuildLogLine.status',
  'BuildLogLine.step',
  'BuildLogLine.text',
  'ChatMessage.summary',
  'PlanModificationOptions.message',
  'PlanModificationOptions.suggestions',
  'PlanModificationSuggestion.description',
  'PlanModificationSuggestion.key',
  'PlanModificationSuggestion.label',
  'PlanModificationSuggestion.prompt',
  'StreamGap.createdAt',
  'StreamGap.cursor',
  'StreamGap.reason',
  'UserAsset.providerFiles',
]

const values = {
  'Session.presentation.name': '"Quarterly review"',
  'User.usage.from': '"2026-01-01T00:00:00Z"',
  'User.usage.before': '"2026-12-01T00:00:00Z"',
}

const tableNames = new Set<string>(Object.values(tables).map(({ name }) => name))
// Rows that decide only who may see others have these aliases.
const source = /\b(?:from|join) ([a-z_]+)\b(?! (?:in_\w+|link|shared|owner)\b)/g

const idsOf = ({ root }: StateField): string[] => {
  const { type } = roots[root]
  return Object.values(type === 'User' ? [demoViewer.id] : type === 'Session' ? sessions : runs)
}

const tablesIn = (statements: readonly string[]) =>
  new Set(
    statements
      .flatMap((text) => [...text.matchAll(source)].map(([, name = '']) => name))
      .filter((name) => tableNames.has(name)),
  )

type OpenState = {
  readonly field: string
  readonly feed: StateBroadcaster
  readonly reads: ReadonlySet<string>
}

// The triggers are the same on both databases.
describe.each(testDatabases.slice(0, 1))('every field below a state, on $kind', ({ open }) => {
  let database: Database
  let services: Services
  const states: OpenState[] = []
  const unreached: string[] = []
  /** The ids of roots that have an object at the end of a path, by path. */
  const ids = new Map<string, string[]>()
  const seen = new Set<string>()
  /** The values of all columns by which rows are watched. */
  const keys = new Set<string>()

  beforeAll(async () => {
    vi.spyOn(FallbackPoller.prototype, 'start').mockImplementation(() => {})
    database = await open('seeded')
    await database.script(newerColumns)
    const cursors = new Cursors('a secret of the tests alone')
    services = { live: new Live(database, cursors), database, cursors }
    for (const [name, columns] of Object.entries(watched))
      for (const row of await database.query<Record<string, unknown>>(`select ${columns} from ${name}`))
        for (const column of columns) keys.add(`${name}.${column}=${row[column]}`)
    for (const field of fieldsBelowStates(values)) {
      const state = await openState(field)
      if (state) states.push(state)
      else unreached.push(field.name)
    }
  }, 600_000)
  afterAll(async () => {
    vi.restoreAllMocks()
    await services.live.close()
    await database.close()
  })

  /** Opens the state of a field at a row of the demo where all that the field reads has rows to change. */
  async function openState(field: StateField): Promise<OpenState | undefined> {
    const pathKey = JSON.stringify([field.root, field.path])
    for (const id of ids.get(pathKey) ?? idsOf(field)) {
      const { feed, reads, isReached, isEmpty } = await read(field, id)
      if (isReached && !isEmpty) {
        ids.set(pathKey, [id, ...idsOf(field)])
        return { field: field.name, feed, reads }
      }
      services.live.closeState(feed)
      if (isReached) seen.add(pathKey)
    }
    if (!seen.has(pathKey)) ids.set(pathKey, [])
    return undefined
  }

  /** Reads a field below a row, as a subscription does. */
  async function read({ name: field, root, path, selection }: StateField, id: string) {
    const { type, query, argument } = roots[root]
    const feed = services.live.openState({ table: tables[type].name, column: 'id', key: id })
    feed.join(() => {})
    const recording = feed.record()
    const statements: string[] = []
    const changeable = new Set<string>()
    const context = createContext({
      services,
      viewer: demoViewer,
      requestId: 'test',
      log: pino({ level: 'silent' }),
      onStatement: ({ text }) => statements.push(text),
    })
    const loaders = context.loaders.forOperation((rows, isLate) => {
      recording.onRead(rows, isLate)
      if (hasRows(rows)) changeable.add(table(rows.model).name)
    })
    const { data, errors } = await execute({
      schema,
      document: parse(`{ ${nest([argument ? `${query}(id: "${id}")` : query, ...path], selection)} }`),
      contextValue: { ...context, loaders },
      rootValue: {},
    })
    recording.end()
    expect(errors).toBeUndefined()
    const reads = tablesIn(statements)
    return {
      feed,
      reads,
      isReached: objectsAt(data?.[query], path).some((value) => value != null),
      isEmpty: [...reads].some((name) => !changeable.has(name) && !isException(field, name)),
    }
  }

  const hasRows = ({ model, by, key }: RowsRead): boolean => {
    const { name, columns } = table(model)
    return by === undefined || by === ownerOfRuns || keys.has(`${name}.${columns[by]?.name ?? by}=${key}`)
  }

  /** Changes nothing in any row of a table; yet each statement signals its rows, as any other would. */
  async function touch(name: string): Promise<void> {
    const found = Object.keys(tables).find((one) => isModel(one) && table(one).name === name)
    const { key, columns } = table(found as Model)
    const column = columns[key[0] ?? '']?.name
    const rows = await database.query<{ key: string }>(`select ${column}::text as key from ${name}`)
    for (let from = 0; from < rows.length; from += 20)
      await database.query(`update ${name} set ${column} = ${column} where ${column}::text = any($1)`, [
        rows.slice(from, from + 20).map((row) => row.key),
      ])
  }

  it('is read where the demo has rows of it', () => {
    expect(unreached.toSorted()).toEqual(absent)
  })

  // Nothing but a signal makes them read anew, as there is no poll.
  it.each([...tableNames].sort())('is read anew when a row of %s changes', async (name) => {
    const readers = states.filter(({ field, reads }) => reads.has(name) && !isException(field, name))
    const before = new Map(readers.map(({ feed }) => [feed, feed.tick.revision]))
    await touch(name)
    const stale = () =>
      readers.filter(({ feed }) => feed.tick.revision === before.get(feed)).map(({ field }) => field)
    await expect.poll(stale).toEqual([])
  })
})
