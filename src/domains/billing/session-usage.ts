import { prepared } from '../../data/batching/prepared.ts'
import { ref, table } from '../../data/batching/table.ts'
import { toPostgresTimestamp } from '../../data/values.ts'
import { builder } from '../../schema/builder.ts'
import { decodeCursor, getPageSize, type PageArgs, pageArgs } from '../../schema/connection.ts'
import type { Context } from '../../schema/context.ts'
import { readRow } from '../../schema/relations.ts'
import { CreditSums } from './credit-sums.ts'
import { toLedgerRows } from './sums.ts'
import { Usage, type UsageOf } from './usage.ts'

/** The cost of one session within a period; numbers are decimal text. */
export type SessionUsageRow = {
  readonly sessionId: string
  readonly lastActivityAt: string
  readonly spent: string
  readonly spentRegular: string
  readonly spentBonus: string
  readonly entries: number
}

// Not an order of a table's rows: its keyset is the last activity and the session.
const order = {
  model: 'CreditTransaction',
  key: 'usage by session',
  fields: ['createdAt', 'sessionId'],
  descending: true,
} as const

const entry = (field: string) => ref('t', 'CreditTransaction', field)

/** The common FROM and WHERE of all statements. Values: keys, and the start and end of the period. */
function spendingOf(scope: UsageOf['scope']): string {
  const own = scope === 'userId' ? ` and ${entry('userId')} = k.key` : ''
  return `${table('CreditTransaction').name} t
  where ${entry('createdAt')} >= $2::timestamptz and ${entry('createdAt')} < $3::timestamptz
    and ${entry('amount')} < 0 and ${entry('sessionId')} is not null${own}`
}

const keysOf = (scope: UsageOf['scope']) => `unnest($1::${scope === 'userId' ? 'uuid' : 'text'}[]) k(key)`

function pageText(scope: UsageOf['scope'], page: Bounds): string {
  const amount = entry('amount')
  const isBonus = `${entry('creditType')} = 'bonus'`
  const last = `max(${entry('createdAt')})`
  let taken = 3
  const within = page.bounds.map(
    ({ side }) =>
      `(${last}, ${entry('sessionId')}) ${side === 'after' ? '<' : '>'} ($${++taken}::timestamptz, $${++taken}::uuid)`,
  )
  const having = within.length > 0 ? `\n  having ${within.join(' and ')}` : ''
  const direction = page.fromEnd ? '' : ' desc'
  return `select k.key, s.* from ${keysOf(scope)} cross join lateral (
  select ${entry('sessionId')} as "sessionId", ${last} as "lastActivityAt", (-sum(${amount}))::text as "spent",
    coalesce(-sum(${amount}) filter (where not ${isBonus}), 0.000000)::text as "spentRegular",
    coalesce(-sum(${amount}) filter (where ${isBonus}), 0.000000)::text as "spentBonus", count(*)::int as "entries"
  from ${spendingOf(scope)}
  group by ${entry('sessionId')}${having}
  order by ${last}${direction}, ${entry('sessionId')}${direction} limit ${page.size + 1} offset $${taken + 1}::int) s`
}

type Bounds = {
  readonly size: number
  /** Rows to skip, for pages by number. */
  readonly offset?: number
  readonly fromEnd: boolean
  readonly bounds: readonly { readonly side: 'after' | 'before'; readonly place: readonly string[] }[]
}

function toBounds(context: Context, args: PageArgs): Bounds {
  const bounds = (['after', 'before'] as const).flatMap((side) => {
    const cursor = args[side]
    return cursor == null ? [] : [{ side, place: decodeCursor(context, order, cursor) }]
  })
  return { size: getPageSize(args), fromEnd: args.last != null, bounds }
}

/** Reads one row more than the page has, if there are more. */
export function readRows(
  context: Context,
  { scope, key, period }: UsageOf,
  page: Bounds,
): Promise<SessionUsageRow[]> {
  const places = [...page.bounds.flatMap(({ place }) => place), page.offset ?? 0]
  const sides = page.bounds.map(({ side }) => side)
  const name = `usage by session ${scope} ${page.size} ${page.fromEnd} ${sides}`
  return context.loaders.batch(
    {
      name: `${name} ${JSON.stringify([period.from, period.before, ...places])}`,
      reads: (one) => toLedgerRows(scope, one),
      async load(keys, sql) {
        const values = [keys, period.from, period.before, ...places]
        const statement = prepared(name, () => pageText(scope, page))
        const rows = await sql.query<SessionUsageRow & { key: string }>(statement, values)
        const ofKey = new Map<string, SessionUsageRow[]>(keys.map((one) => [one, []]))
        for (const row of rows) ofKey.get(row.key)?.push(row)
        return keys.map((one) => ofKey.get(one) ?? [])
      },
    },
    key,
  )
}

/** Counts the sessions that spent credits in the period. */
export function countSessions(context: Context, { scope, key, period }: UsageOf): Promise<number> {
  const name = `usage by session ${scope} count`
  return context.loaders.batch(
    {
      name: `${name} ${period.from} ${period.before}`,
      reads: (one) => toLedgerRows(scope, one),
      async load(keys, sql) {
        const text = `select k.key, s.count from ${keysOf(scope)} cross join lateral (
  select count(distinct ${entry('sessionId')})::int as count from ${spendingOf(scope)}) s`
        const values = [keys, period.from, period.before]
        const rows = await sql.query<{ key: string; count: number }>({ text, name }, values)
        const counts = new Map(rows.map((row) => [row.key, row.count]))
        return keys.map((one) => counts.get(one) ?? 0)
      },
    },
    key,
  )
}

/** The row of one session in a list of usage. */
export const SessionUsage = builder.objectRef<SessionUsageRow>('SessionUsage').implement({
  description: 'The credits that one session spent in a period.',
  fields: (t) => ({
    session: t.field({
      type: 'Session',
      nullable: true,
      description: 'The session; null where it was deleted.',
      resolve: ({ sessionId }, _args, context, info) => readRow(context, info, 'Session', 'id', sessionId),
    }),
    sessionDatabaseId: t.exposeID('sessionId', { description: 'The uuid of the session, deleted or not.' }),
    lastActivityAt: t.expose('lastActivityAt', {
      type: 'DateTime',
      description: 'When it last spent credits.',
    }),
    spent: t.expose('spent', { type: 'Decimal', description: 'Credits spent, as a number above zero.' }),
    spentRegular: t.expose('spentRegular', {
      type: 'Decimal',
      description: 'The plan credits among `spent`.',
    }),
    spentBonus: t.expose('spentBonus', { type: 'Decimal', description: 'The bonus credits among `spent`.' }),
    entries: t.exposeInt('entries', { description: 'The number of ledger entries.' }),
  }),
})

const SessionUsageConnection = builder.connectionObject(
  {
    type: SessionUsage,
    name: 'SessionUsageConnection',
    description: 'A page of the sessions that spent credits.',
    fields: (t) => ({
      totalCount: t.int({
        description: 'How many sessions spent credits in the period. Counted only when asked for.',
        resolve: (page) => (page as unknown as { totalCount: () => Promise<number> }).totalCount(),
      }),
    }),
  },
  { name: 'SessionUsageEdge', description: 'One session of a page, with its place in the list.' },
)

builder.objectField(Usage, 'bySession', (t) =>
  t.field({
    type: SessionUsageConnection,
    description: 'The sessions that spent credits, the last active first.',
    args: pageArgs,
    resolve: async (usage, args, context) => {
      const page = toBounds(context, args)
      const read = await readRows(context, usage, page)
      const more = read.length > page.size
      const rows = read.slice(0, page.size)
      if (page.fromEnd) rows.reverse()
      const edges = rows.map((node) => ({
        node,
        cursor: context.services.cursors.encode(order, [
          toPostgresTimestamp(node.lastActivityAt),
          node.sessionId,
        ]),
      }))
      const beyond = (side: string) => page.bounds.some((bound) => bound.side === side)
      return {
        edges,
        pageInfo: {
          startCursor: edges[0]?.cursor,
          endCursor: edges.at(-1)?.cursor,
          // On the cursor's side there is at least the cursor's own row.
          hasNextPage: page.fromEnd ? beyond('before') : more,
          hasPreviousPage: page.fromEnd ? more : beyond('after'),
        },
        totalCount: () => countSessions(context, usage),
      }
    },
  }),
)

builder.prismaObjectFields('Session', (t) => ({
  creditSums: t.field({
    type: CreditSums,
    nullable: true,
    description:
      'The sums of all ledger entries of the session; null for other viewers than the owner and admins.',
    select: { id: true, userId: true },
    resolve: ({ id, userId }, _args, { viewer }) =>
      viewer && (viewer.isAdmin || viewer.id === userId)
        ? { which: { scope: 'sessionId' as const }, key: id, start: null, group: null }
        : null,
  }),
}))
