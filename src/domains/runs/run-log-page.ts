import { InvalidCursorError } from '../../data/batching/cursor.ts'
import type { Batch } from '../../data/batching/loaders.ts'
import { BadInputError } from '../../errors/client-errors.ts'
import { type LogPage, readLogPage } from '../../live/log-page.ts'
import { LogReader } from '../../live/log-reader.ts'
import { readPosition } from '../../live/position.ts'
import { builder } from '../../schema/builder.ts'
import { defaultPageSize, getPageSize, type PageArgs, pageArgs } from '../../schema/connection.ts'
import type { Context } from '../../schema/context.ts'
import { RunLogEntry, toRunLogTopic } from './run-log.ts'

const RunLogConnection = builder.connectionObject(
  { type: RunLogEntry, name: 'RunLogConnection', description: 'A page of a run’s log.' },
  { name: 'RunLogEdge', description: 'One entry of a page, with its place in the log.' },
)

/** Unlike other lists, logs are read one by one. */
const maxLogs = defaultPageSize

builder.prismaObjectField('RunTask', 'log', (t) =>
  t.field({
    type: RunLogConnection,
    description: `The entries of the subscription \`runLog\` as pages, in the order of time: \`last: 50\` is the end of the log, \`before\` the page before. \`runLog\` continues from any of the cursors. Each log is read by itself, so it can be selected for at most ${maxLogs} runs of a list.`,
    args: pageArgs,
    // Cursors of `runLog` contain transaction ids of the primary.
    extensions: { primary: true },
    select: { id: true },
    resolve: async ({ id }, args, context) =>
      connection(await context.loaders.batch(pages(context, args), id), args),
  }),
)

function pages(context: Context, args: PageArgs): Batch<string, LogPage> {
  return {
    name: `log page ${JSON.stringify(args)}`,
    reads: (run) => [
      { model: 'RunTask', by: 'id', key: run },
      { model: 'TaskLog', by: 'taskId', key: run },
      { model: 'ApplicationEvent', by: 'runId', key: run },
    ],
    load: async (runs) => {
      if (runs.length <= maxLogs) return Promise.all(runs.map((run) => page(context, run, args)))
      throw new BadInputError(`Ask for the logs of at most ${maxLogs} runs at once, not ${runs.length}.`)
    },
  }
}

async function page({ sql, services }: Context, run: string, { first, last, after, before }: PageArgs) {
  const limit = getPageSize({ first, last })
  const topic = toRunLogTopic(run)
  const toPosition = (cursor: string | null | undefined) => {
    try {
      return cursor == null ? undefined : readPosition(services.cursors, topic.key, cursor)
    } catch (error) {
      if (error instanceof InvalidCursorError) throw new BadInputError(error.message)
      throw error
    }
  }
  const part = { after: toPosition(after), before: toPosition(before), limit, fromEnd: last != null }
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
