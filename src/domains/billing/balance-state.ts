import { builder } from '../../schema/builder.ts'
import type { Context } from '../../schema/context.ts'
import { readRow } from '../../schema/relations.ts'
import { rowsMatching, subscribeToViewer } from '../../schema/subscribe-to-row.ts'

builder.subscriptionField('creditBalance', (t) =>
  t.field({
    type: 'CreditBalance',
    nullable: true,
    description: 'Your balance now, and again after each change; null while you have none.',
    subscribe: (_root, _args, context: Context) =>
      subscribeToViewer(context, (viewer) => rowsMatching('CreditBalance', 'user_id', viewer)) as never,
    resolve: (_tick, _args, context, info) =>
      readRow(context, info, 'CreditBalance', 'userId', context.viewer?.id),
  }),
)
