import { builder } from '../../schema/builder.ts'
import type { Context } from '../../schema/context.ts'
import { keyFrom } from '../../schema/nodes.ts'
import { loadEventRow, rowsOf, subscribeToRow } from '../../schema/subscribe-to-row.ts'

builder.subscriptionField('deploymentStatus', (t) =>
  t.field({
    type: 'Project',
    description:
      'A project as it is now, and again whenever what you select of it and its deployments changes. Anything else that you select below (its databases, its domain) arrives with the next of these changes, or within ten seconds.',
    args: { projectId: t.arg.id({ required: true, description: 'The global id or uuid of the project.' }) },
    subscribe: (_root, { projectId }, context: Context) =>
      subscribeToRow(context, 'Project', String(projectId), (project) => [
        rowsOf('Project', 'id', project),
        rowsOf('ProjectDeployment', 'project_id', project),
      ]) as never,
    resolve: (_tick, { projectId }, context, info) =>
      loadEventRow(context, info, 'Project', keyFrom('Project', String(projectId))),
  }),
)
