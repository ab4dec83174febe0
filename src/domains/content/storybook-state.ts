import { builder } from '../../schema/builder.ts'
import type { Context } from '../../schema/context.ts'
import { toModelKey } from '../../schema/nodes.ts'
import { loadEventRow, subscribeToRow } from '../../schema/subscribe-to-row.ts'

builder.subscriptionField('storybookProgress', (t) =>
  t.field({
    type: 'Storybook',
    description:
      'A storybook as it is now, and again at once whenever anything that you select below changes: its generation, its pages and their pictures. Whether a filter by other rows matches, and who may see a row of somebody else, waits for the poll (ten seconds at most).',
    args: {
      storybookId: t.arg.id({ required: true, description: 'The global id or uuid of the storybook.' }),
    },
    subscribe: (_root, { storybookId }, context: Context) =>
      subscribeToRow(context, 'Storybook', String(storybookId)) as never,
    resolve: (_tick, { storybookId }, context, info) =>
      loadEventRow(context, info, 'Storybook', toModelKey('Storybook', String(storybookId))),
  }),
)
