import { InvalidCursorError } from '../../data/batching/cursor.ts'
import { type LogPage, readLogPage } from '../../live/log-page.ts'
import { LogReader } from '../../live/log-reader.ts'
import { readPosition } from '../../live/position.ts'
import { builder } from '../../schema/builder.ts'
import { mostRows, type PageArgs, pageArgs, usualRows } from '../../schema/connection.ts'
import type { Context } from '../../schema/context.ts'
import { BadInputError } from '../../schema/errors.ts'
import { RunLogEntry, runLog } from './run-log.ts'

const RunLogConnection = builder.connectionObject(
  { type: RunLogEntry, name: 'RunLogConnection', description: 'A page of a run’s log.' },
  { name: 'RunLogEdge', description: 'One entry of a page, with its place in the log.' },
)

builder.prismaObjectField('RunTask', 'log', (t) =>
  t.field({
    type: RunLogConnection,
    description:
      'What the subscription `runLog` tells, page by page in the order of time: `last: 50` is the end of the log, `before` scrolls back. The cursors are the same: `runLog` goes on from any of them.',
    args: pageArgs,
    // Cursors of `runLog` name transactions as the primary sees them.
    extensions: { primary: true },
    select: { id: true },
    resolve: async ({ id }, args, context) => connection(await page(context, id, args), args),
  }),
)

async function page({ sql, services }: Context, run: string, { first, last, after, before }: PageArgs) {
  if (first != null && last != null) throw new BadInputError('Ask for `first` or for `last`, not for both.')
  const limit = first ?? last ?? usualRows
  if (limit < 1 || limit > mostRows)
    throw new BadInputError(`Ask for 1 to ${mostRows} entries, not ${limit}.`)
  const topic = runLog(run)
  const placeOf = (cursor: string | null | undefined) => {
    try {
      return cursor == null ? undefined : readPosition(services.cursors, topic.key, cursor).place
    } catch (error) {
      if (error instanceof InvalidCursorError) throw new BadInputError(error.message)
      throw error
    }
  }
  const part = { after: placeOf(after), before: placeOf(before), limit, fromEnd: last != null }
  return readLogPage(new LogReader(sql, services.cursors, topic), part)
}

function connection({ entries, more }: LogPage, { last, after, before }: PageArgs) {
  return {
    edges: entries.map((node) => ({ cursor: node.cursor, node })),
    pageInfo: {
      startCursor: entries[0]?.cursor ?? null,
      endCursor: entries.at(-1)?.cursor ?? null,
      hasNextPage: last == null ? more : before != null,
      hasPreviousPage: last == null ? after != null : more,
    },
  }
}
