import { builder } from '../../schema/builder.ts'
import type { Context } from '../../schema/context.ts'
import { toModelKey } from '../../schema/nodes.ts'
import { loadEventRow, subscribeToRow } from '../../schema/subscribe-to-row.ts'

builder.subscriptionField('sessionUpdated', (t) =>
  t.field({
    type: 'Session',
    description:
      'A session as it is now, and again at once whenever anything that you select below changes: its plan, events, runs, messages, files, cost, your marks on it. Whether a filter by other rows matches, and who may see a row of somebody else, waits for the poll (ten seconds at most).',
    args: { sessionId: t.arg.id({ required: true, description: 'The global id or uuid of the session.' }) },
    subscribe: (_root, { sessionId }, context: Context) =>
      subscribeToRow(context, 'Session', String(sessionId)) as never,
    resolve: (_tick, { sessionId }, context, info) =>
      loadEventRow(context, info, 'Session', toModelKey('Session', String(sessionId))),
  }),
)
