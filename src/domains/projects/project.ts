import { flag } from '../../data/batching/conditions.ts'
import { orderBy } from '../../data/batching/order.ts'
import { type Model, ref } from '../../data/batching/table.ts'
import { builder } from '../../schema/builder.ts'
import { computed } from '../../schema/computed.ts'
import { toModelKey } from '../../schema/nodes.ts'
import {
  connectionWithDeleted,
  firstRelated,
  readRow,
  relatedConnection,
  relatedList,
  relation,
} from '../../schema/relations.ts'
import { DeploymentStatus } from './deployment-status.ts'
import { AnyProjectFilter, ProjectFilter, ProjectOrder } from './project-list.ts'

const newestVersion = orderBy('ProjectDeployment', ['version', 'createdAt'], 'desc')
/** True if a JSON column is not empty; its content is not exposed. */
const holds = (model: Model, field: string, name: string) =>
  computed(
    model,
    name,
    (row) => `coalesce(${ref(row, model, field)} not in ('null', '{}'), false)`,
    (value) => value === true,
  )

builder.prismaNode('Project', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    name: t.exposeString('name', { nullable: true }),
    description: t.exposeString('description', { nullable: true }),
    status: t.exposeString('status'),
    currentBuildStatus: t.exposeString('currentBuildStatus'),
    framework: t.exposeString('framework', { nullable: true }),
    projectPath: t.exposeString('projectPath', { nullable: true }),
    productionUrl: t.exposeString('productionUrl', { nullable: true }),
    hasSecrets: t.boolean({
      description: 'Whether environment secrets were set. The secrets themselves cannot be read.',
      ...holds('Project', 'secretsJson', 'hasSecrets'),
    }),
    hasStorage: t.boolean({
      description: 'Whether it has file storage.',
      ...holds('Project', 'storageJson', 'hasStorage'),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    deletedAt: t.expose('deletedAt', { type: 'DateTime', nullable: true }),
    user: t.field(relation('User', 'userId', { description: 'The owner.' })),
    session: t.field(relation('Session', 'sessionId', { description: 'The session that builds it.' })),
    deployments: t.field(
      relatedConnection('ProjectDeployment', {
        by: 'projectId',
        order: newestVersion,
        description: 'The deployments of the project, newest first.',
      }),
    ),
    latestDeployment: t.field(
      firstRelated('ProjectDeployment', {
        by: 'projectId',
        order: newestVersion,
        description: 'The newest deployment, successful or not; null if there is none.',
      }),
    ),
    productionDeployment: t.field(
      firstRelated('ProjectDeployment', {
        by: 'projectId',
        order: newestVersion,
        where: DeploymentStatus.where('ProjectDeployment', 'deploymentStatus')(['DEPLOYED']),
        description: 'The newest successful deployment, which is online now; null if there is none.',
      }),
    ),
    customDomain: t.field(
      relation('ProjectCustomDomain', 'id', {
        by: 'projectId',
        description: 'The subdomain under which the project is published; null if there is none.',
      }),
    ),
    databases: t.field(
      relatedList('ProjectDatabase', {
        by: 'sessionId',
        key: 'sessionId',
        description: 'The databases of its session, newest first.',
      }),
    ),
    database: t.field(
      firstRelated('ProjectDatabase', {
        by: 'sessionId',
        key: 'sessionId',
        where: flag('ProjectDatabase', 'isActive', true),
        description: 'The current database: the newest active one; null if there is none.',
      }),
    ),
  }),
})

builder.prismaObjectField('User', 'projects', (t) =>
  t.field(
    relatedConnection('Project', {
      by: 'userId',
      filter: ProjectFilter,
      orders: ProjectOrder,
      description: 'Projects of the user that are not deleted.',
    }),
  ),
)

builder.prismaObjectField('Session', 'project', (t) =>
  t.field(
    relation('Project', 'id', {
      by: 'sessionId',
      description: 'The project that the session builds; null for other viewers than the owner.',
    }),
  ),
)

builder.queryFields((t) => ({
  project: t.field({
    type: 'Project',
    nullable: true,
    description: 'A project of your own.',
    args: { id: t.arg.id({ required: true, description: 'The global id or uuid of the project.' }) },
    resolve: (_root, { id }, context, info) =>
      readRow(context, info, 'Project', 'id', toModelKey('Project', String(id))),
  }),
  projects: t.field({
    ...connectionWithDeleted('Project', {
      filter: AnyProjectFilter,
      orders: ProjectOrder,
      description: 'Projects of all users, for admins.',
    }),
    authScopes: { admin: true },
  }),
}))
