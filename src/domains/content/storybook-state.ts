import { builder } from '../../schema/builder.ts'
import type { Context } from '../../schema/context.ts'
import { keyFrom } from '../../schema/nodes.ts'
import { loadEventRow, rowsOf, subscribeToRow } from '../../schema/subscribe-to-row.ts'

builder.subscriptionField('storybookProgress', (t) =>
  t.field({
    type: 'Storybook',
    description:
      'A storybook as it is now, and again whenever what you select of it changes: its own fields, its generation, and which pages it has. A page that is changed afterwards, as when its picture is replaced, arrives with the next of these changes, or within ten seconds.',
    args: {
      storybookId: t.arg.id({ required: true, description: 'The global id or uuid of the storybook.' }),
    },
    subscribe: (_root, { storybookId }, context: Context) =>
      subscribeToRow(context, 'Storybook', String(storybookId), (storybook) => [
        rowsOf('Storybook', 'id', storybook),
        rowsOf('StorybookPageLink', 'storybook_id', storybook),
      ]) as never,
    resolve: (_tick, { storybookId }, context, info) =>
      loadEventRow(context, info, 'Storybook', keyFrom('Storybook', String(storybookId))),
  }),
)
