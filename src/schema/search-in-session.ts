import type { ObjectRef } from '@pothos/core'
import type { GraphQLResolveInfo } from 'graphql'
import { scrubText } from '../auth/secret-patterns.ts'
import { defineComputedColumn, getComputedText } from '../data/batching/computed.ts'
import { condition } from '../data/batching/condition.ts'
import type { PageRequest } from '../data/batching/loaders.ts'
import { type Bound, keysetOf, orderBy } from '../data/batching/order.ts'
import type { List, PageRows, Row } from '../data/batching/rows.ts'
import { resumable } from '../data/resumable.ts'
import { BadInputError } from '../errors/client-errors.ts'
import { builder } from './builder.ts'
import { Page, type PageArgs, pageArgs, planPage } from './connection.ts'
import type { Context } from './context.ts'
import { storable } from './list-args.ts'
import { toModelKey } from './nodes.ts'

type Searched = 'ChatMessage' | 'ApplicationEvent'
type Args = PageArgs & { session: string | number; text: string }
type Find = { readonly list: List; readonly session: string; readonly shows: (row: Row) => Promise<boolean> }

const maxTextLength = 200

/**
 * A root field that searches the rows of one session by text, newest first, for the owner and admins; other
 * viewers get no rows. `words` receives the row's alias and returns the SQL text to search. Only displayed
 * text matches: masked values cannot be guessed by searching. A page is therefore filled with rows that still
 * match after masking, and `hasNextPage` counts only those.
 */
export function searchInSession(model: Searched, words: (row: string) => string, description: string) {
  defineComputedColumn(model, 'words', words)
  const order = orderBy(model, ['createdAt'], 'desc')
  return {
    type: toConnectionType(model),
    description,
    args: { ...searchArgs, ...pageArgs },
    resolve: async (_root: object, args: Args, context: Context, info: GraphQLResolveInfo) => {
      const text = storable('text', args.text)
      if (text.length < 1 || text.length > maxTextLength) {
        throw new BadInputError(`\`text\` must have from 1 to ${maxTextLength} characters.`)
      }
      const list = { model, by: 'sessionId', where: holds(model, text) }
      const plan = planPage(context, info, args, list, order)
      const session = await ownSession(context, String(args.session))
      if (session === null) return new Page({ ...plan, beyond: undefined }, null, { rows: [], more: false })
      const which = { list, session, shows: showing(text) }
      const beyond = plan.beyond && (() => find(context, which, otherSide(plan.part)))
      return new Page({ ...plan, beyond }, session, await find(context, which, plan.part))
    },
  }
}

const searchArgs = builder.args((t) => ({
  session: t.id({
    required: true,
    description: 'The session to search: the global id or uuid of one of yours.',
  }),
  text: t.string({
    required: true,
    description: 'The text to find, in upper or lower case. It has no wildcards.',
  }),
}))

const toConnectionType = (model: Searched) =>
  builder.connectionObject(
    {
      type: model,
      name: `${model}SearchConnection`,
      description: `A page of what was found, of ${model} rows.`,
    },
    { name: `${model}SearchEdge`, description: `One ${model} that was found, with its place.` },
  ) as unknown as ObjectRef<never, Page, Page>

async function ownSession({ loaders, viewer }: Context, id: string): Promise<string | null> {
  const key = toModelKey('Session', id)
  const session = viewer && key && (await loaders.loadRow('Session', 'id', ['userId'], key))
  return session && (viewer.isAdmin || session.userId === viewer.id) ? key : null
}

const holds = (model: Searched, text: string) =>
  condition(
    [text],
    (row, [p]) => `strpos(lower(${getComputedText(model, 'words', row)}), lower(${p}::text)) > 0`,
  )

const showing = (text: string) => async (row: Row) => {
  const words = String(row.words)
  const shown = await resumable(scrubText, words, undefined)
  return shown === words || shown.toLowerCase().includes(text.toLowerCase())
}

/** Reads further pages until the page is full of matching rows and one more is known, or no rows are left. */
async function find(
  { loaders }: Context,
  { list, session, shows }: Find,
  part: PageRequest,
): Promise<PageRows> {
  const { order, fromEnd, limit } = part
  const size = limit ?? 0
  const [side, end] = fromEnd ? (['before', 'after'] as const) : (['after', 'before'] as const)
  const found: Row[] = []
  let bounds = part.bounds
  for (;;) {
    const next = { ...part, fields: [...part.fields, 'words'], bounds, limit: size + 1, withMore: false }
    const { rows } = await loaders.loadPage(list, next, session)
    const read = fromEnd ? rows.toReversed() : rows
    for (const row of read) if (await shows(row)) found.push(row)
    const last = read.at(-1)
    if (found.length > size || rows.length <= size || !last) break
    const from: Bound = { side, keyset: keysetOf(order, last) }
    bounds = [from, ...part.bounds.filter((bound) => bound.side === end)]
  }
  const within = found.slice(0, size)
  return { rows: fromEnd ? within.toReversed() : within, more: found.length > size }
}

/**
 * A request for rows on the other side of the page's cursor, the cursor's row included, to learn whether any
 * exist.
 */
function otherSide(part: PageRequest): PageRequest {
  const start = part.bounds.filter(({ side }) => side === (part.fromEnd ? 'before' : 'after'))
  const bounds = start.map(
    ({ side, keyset: place }): Bound => ({
      side: side === 'after' ? 'before' : 'after',
      keyset: place,
      inclusive: true,
    }),
  )
  return { ...part, fields: part.order.fields, bounds, limit: 0, fromEnd: !part.fromEnd }
}
