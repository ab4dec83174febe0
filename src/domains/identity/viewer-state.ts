import { runsOfUser } from '../../live/change-notifier.ts'
import { builder } from '../../schema/builder.ts'
import type { Context } from '../../schema/context.ts'
import { loadEventRow, rowsOf, subscribeToViewer } from '../../schema/subscribe-to-row.ts'

builder.subscriptionField('viewerUpdated', (t) =>
  t.field({
    type: 'User',
    description:
      'You, now and again whenever what you select changes: your profile, the list of your sessions with their titles, runs and your marks on them, your balance. Anything else that you select below arrives with the next of these changes, or within ten seconds.',
    subscribe: (_root, _args, context: Context) =>
      subscribeToViewer(context, (viewer) => [
        rowsOf('User', 'id', viewer),
        rowsOf('Session', 'user_id', viewer),
        rowsOf('CreditBalance', 'user_id', viewer),
        rowsOf('SessionPin', 'user_id', viewer),
        rowsOf('SessionWishlist', 'user_id', viewer),
        runsOfUser(viewer),
      ]) as never,
    resolve: (_tick, _args, context, info) => loadEventRow(context, info, 'User', context.viewer?.id),
  }),
)
