import { always } from '../../data/batching/condition.ts'
import { table } from '../../data/batching/table.ts'
import { type ChangedKey, ChangedKeyStream } from '../../live/changed-key-stream.ts'
import { builder, type RowOf } from '../../schema/builder.ts'
import type { Context } from '../../schema/context.ts'
import { toModelKey } from '../../schema/nodes.ts'
import { readRow } from '../../schema/relations.ts'
import { requiredColumns } from '../../schema/selection.ts'
import { loadEventRow, subscribeToRow } from '../../schema/subscribe-to-row.ts'
import { adminOnly, openSource, SkipEvent } from '../../schema/subscription.ts'
import { getDeclaredOrder } from '../../tables/list-order.ts'
import { activeStatuses, RunStatus } from './status.ts'

/** Maximum number of watched runs per session. */
const maxRuns = 20

builder.subscriptionFields((t) => ({
  runUpdated: t.field({
    type: 'RunTask',
    description:
      'A run as it is now, and again at once whenever anything that you select below changes: its log, events, cost, transcripts, sub-runs; several quick changes may come as one. Whether a filter by other rows matches, and who may see a row of somebody else, waits for the poll (ten seconds at most).',
    args: { runId: t.arg.id({ required: true, description: 'The global id or uuid of the run.' }) },
    subscribe: (_root, { runId }, context: Context) =>
      subscribeToRow(context, 'RunTask', String(runId)) as never,
    resolve: (_tick, { runId }, context, info) =>
      loadEventRow(context, info, 'RunTask', toModelKey('RunTask', String(runId))),
  }),
  sessionRuns: t.field({
    type: ['RunTask'],
    description: `The newest ${maxRuns} runs of a session, newest first: now, and again at once whenever anything that you select of them changes.`,
    args: { sessionId: t.arg.id({ required: true, description: 'The global id or uuid of the session.' }) },
    subscribe: (_root, { sessionId }, context: Context) =>
      subscribeToRow(context, 'Session', String(sessionId)) as never,
    resolve: async (_tick, { sessionId }, { loaders }, info) => {
      const part = {
        fields: requiredColumns(info, 'RunTask'),
        order: getDeclaredOrder('RunTask'),
        limit: maxRuns,
        fromEnd: false,
        bounds: [],
        withMore: false,
      }
      const list = { model: 'RunTask' as const, by: 'sessionId', where: always }
      const { rows } = await loaders.loadPage(list, part, toModelKey('Session', String(sessionId)))
      return rows as unknown as RowOf<'RunTask'>[]
    },
  }),
  runActivity: t.field({
    type: 'RunTask',
    description:
      'Runs of all users, for admins: those that have not ended, then every run as it changes. After a lost connection to the database they come anew.',
    args: {
      statuses: t.arg({ type: [RunStatus.ref], description: 'Only runs with any of these statuses.' }),
    },
    subscribe: (_root, _args, context: Context) =>
      openSource(context, adminOnly, () => {
        const { database, live } = context.services
        return new ChangedKeyStream(live, table('RunTask').name, 'id', async () => {
          const rows = await database.query<{ id: string }>({ name: 'live_active_runs', text: activeRuns }, [
            activeStatuses,
          ])
          return rows.map(({ id }) => id)
        })
      }) as never,
    resolve: async (event, { statuses }, context, info) => {
      const { key } = event as unknown as ChangedKey
      const [run, row] = await Promise.all([
        readRow(context, info, 'RunTask', 'id', key),
        context.loaders.loadRow('RunTask', 'id', ['status'], key),
      ])
      if (!run || (statuses && !statuses.includes(RunStatus.of(String(row?.status))))) throw new SkipEvent()
      return run
    },
  }),
}))

const activeRuns = `select id::text from run_tasks where status = any($1::text[]) order by created_at limit 1000`
