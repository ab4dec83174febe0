import { builder } from '../../schema/builder.ts'
import type { Context } from '../../schema/context.ts'
import { loadEventRow, rowsMatching, subscribeToViewer } from '../../schema/subscribe-to-row.ts'

builder.subscriptionField('viewerUpdated', (t) =>
  t.field({
    type: 'User',
    description:
      'The signed-in user, now and again at once whenever anything that you select below changes: your profile, sessions, runs, marks, balance, usage. Whether a filter by other rows matches, and who may see a row of somebody else, waits for the poll (ten seconds at most).',
    subscribe: (_root, _args, context: Context) =>
      subscribeToViewer(context, (viewer) => rowsMatching('User', 'id', viewer)) as never,
    resolve: (_tick, _args, context, info) => loadEventRow(context, info, 'User', context.viewer?.id),
  }),
)
