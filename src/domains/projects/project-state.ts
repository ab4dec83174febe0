import { builder } from '../../schema/builder.ts'
import type { Context } from '../../schema/context.ts'
import { toModelKey } from '../../schema/nodes.ts'
import { loadEventRow, subscribeToRow } from '../../schema/subscribe-to-row.ts'

builder.subscriptionField('deploymentStatus', (t) =>
  t.field({
    type: 'Project',
    description:
      'A project as it is now, and again at once whenever anything that you select below changes: its deployments, domains and databases, too. Whether a filter by other rows matches, and who may see a row of somebody else, waits for the poll (ten seconds at most).',
    args: { projectId: t.arg.id({ required: true, description: 'The global id or uuid of the project.' }) },
    subscribe: (_root, { projectId }, context: Context) =>
      subscribeToRow(context, 'Project', String(projectId)) as never,
    resolve: (_tick, { projectId }, context, info) =>
      loadEventRow(context, info, 'Project', toModelKey('Project', String(projectId))),
  }),
)
