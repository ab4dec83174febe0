/** Values of clients never make two different things share a key, a statement or a batch. */
import pino from 'pino'
import { describe, expect, it } from 'vitest'
import type { Viewer } from '../../../src/auth/viewer.ts'
import { all, always } from '../../../src/data/batching/condition.ts'
import { contains, equals } from '../../../src/data/batching/conditions.ts'
import { Loaders } from '../../../src/data/batching/loaders.ts'
import { orderBy } from '../../../src/data/batching/order.ts'
import type { Queryable, Statement } from '../../../src/data/database.ts'
import type { Context } from '../../../src/schema/context.ts'
import { perTickContext } from '../../../src/server/subscriptions/shared-context.ts'

/** What stands between the parts of keys. */
const forged = [
  '',
  ' ',
  ',',
  '.',
  ':',
  '=',
  '"',
  '\\',
  '","',
  '"],["',
  'null',
  'true',
  '$0',
  '%',
  "'",
  '\n',
  '__proto__',
  ' and ',
]
/** Pairs of values that are the same once they are joined. */
const pairs = forged.flatMap((text) => [
  [`a${text}b`, 'c'],
  ['a', `b${text}c`],
  [`a${text}`, `b${text}c`],
  [text, ''],
  ['', text],
])

type Sent = { readonly statement: Statement; readonly values: readonly unknown[] }

function recording() {
  const sent: Sent[] = []
  const sql = {
    async query(statement: Statement, values: readonly unknown[]) {
      sent.push({ statement, values })
      return []
    },
  } as unknown as Queryable
  const loaders = new Loaders(sql, {
    visibleRows: () => always,
    accessFor: () => ({ kind: 'perRow', rows: always }),
  })
  return { loaders, sent }
}

const filter = ([name = '', status = '']: readonly string[]) =>
  all([contains('Session', ['name'], name), equals('Session', 'status', status)])
const page = {
  fields: ['id'],
  order: orderBy('Session', ['createdAt'], 'desc'),
  limit: 5,
  fromEnd: false,
  bounds: [],
  withMore: false,
}

describe('lists with other values', () => {
  it('are read apart, by one and the same statement', async () => {
    const { loaders, sent } = recording()
    const list = (pair: readonly string[]) =>
      ({ model: 'Session', by: 'userId', where: filter(pair) }) as const
    await Promise.all(pairs.map((pair) => loaders.loadPage(list(pair), page, 'user')))
    await Promise.all(pairs.map((pair) => loaders.count(list(pair), 'user')))
    const different = new Set(pairs.map((pair) => JSON.stringify(pair)))
    expect(sent).toHaveLength(2 * different.size)
    expect(new Set(sent.map(({ statement }) => statement.text)).size).toBe(2)
    expect(new Set(sent.map(({ values }) => JSON.stringify(values))).size).toBe(different.size)
  })

  it('are read apart from places that look like them', async () => {
    const { loaders, sent } = recording()
    const bounds = pairs.map((keyset) => [{ side: 'after', keyset }] as const)
    const list = { model: 'Session', by: 'userId', where: always } as const
    await Promise.all(bounds.map((one) => loaders.loadPage(list, { ...page, bounds: one }, 'user')))
    expect(sent).toHaveLength(new Set(pairs.map((pair) => JSON.stringify(pair))).size)
  })
})

describe('viewers', () => {
  it('share no context with other viewers, whatever their ids look like', () => {
    const services = { database: {} } as Context['services']
    const log = pino({ enabled: false })
    const viewers = forged.flatMap((text): (Viewer | null)[] =>
      [true, false].flatMap((isAdmin) => [
        { id: `a${text}${isAdmin}`, email: '', isAdmin: !isAdmin, apiKeyId: 'k' },
        { id: 'a', email: '', isAdmin, apiKeyId: `${!isAdmin}${text}k` },
        { id: `a${text}`, email: '', isAdmin },
        { id: 'a', email: '', isAdmin, apiKeyId: text },
      ]),
    )
    const keyOf = (viewer: Viewer | null) => JSON.stringify([viewer?.id, viewer?.isAdmin, viewer?.apiKeyId])
    const contexts = [null, ...viewers].map(
      (viewer) => [keyOf(viewer), perTickContext({ services, viewer, log } as Context)] as const,
    )
    expect(new Set(contexts.map(([, context]) => context)).size).toBe(
      new Set(contexts.map(([key]) => key)).size,
    )
  })
})
