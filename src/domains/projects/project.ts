import { condition } from '../../data/batching/condition.ts'
import { contains, equals, flag } from '../../data/batching/conditions.ts'
import { orderBy } from '../../data/batching/order.ts'
import { type Model, ref } from '../../data/batching/table.ts'
import { builder } from '../../schema/builder.ts'
import { filterOf, ordersOf } from '../../schema/choice.ts'
import { derived } from '../../schema/derived.ts'
import { keyFrom } from '../../schema/nodes.ts'
import { allOf, firstOf, many, one, readRow } from '../../schema/relations.ts'
import { DeploymentStatus } from './deployment-status.ts'

const newestVersion = orderBy('ProjectDeployment', ['version', 'createdAt'], 'desc')
const newestDatabase = orderBy('ProjectDatabase', ['createdAt'], 'desc')

/** Whether a JSON column holds anything, which is all that may be known of it. */
const holds = (model: Model, field: string, name: string) =>
  derived(
    model,
    name,
    (row) => `coalesce(${ref(row, model, field)} not in ('null', '{}'), false)`,
    (value) => value === true,
  )

builder.prismaNode('Project', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id', { description: 'The uuid in the database.' }),
    name: t.exposeString('name', { nullable: true }),
    description: t.exposeString('description', { nullable: true }),
    status: t.exposeString('status'),
    currentBuildStatus: t.exposeString('currentBuildStatus'),
    framework: t.exposeString('framework', { nullable: true }),
    projectPath: t.exposeString('projectPath', { nullable: true }),
    productionUrl: t.exposeString('productionUrl', { nullable: true }),
    hasSecrets: t.boolean({
      description: 'Whether environment secrets were set. They can be read by nobody here.',
      ...holds('Project', 'secretsJson', 'hasSecrets'),
    }),
    hasStorage: t.boolean({
      description: 'Whether it has file storage.',
      ...holds('Project', 'storageJson', 'hasStorage'),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    user: t.field(one('User', 'userId', { description: 'The owner.' })),
    session: t.field(one('Session', 'sessionId', { description: 'The session that builds it.' })),
    deployments: t.field(
      many('ProjectDeployment', {
        by: 'projectId',
        order: newestVersion,
        description: 'Attempts to publish it, newest first.',
      }),
    ),
    latestDeployment: t.field(
      firstOf('ProjectDeployment', {
        by: 'projectId',
        order: newestVersion,
        description: 'The newest attempt, however it ended.',
      }),
    ),
    productionDeployment: t.field(
      firstOf('ProjectDeployment', {
        by: 'projectId',
        order: newestVersion,
        where: DeploymentStatus.where('ProjectDeployment', 'deploymentStatus')(['DEPLOYED']),
        description: 'What is published now: the newest attempt that went well.',
      }),
    ),
    customDomain: t.field(
      one('ProjectCustomDomain', 'id', {
        by: 'projectId',
        description: 'The subdomain it is published under.',
      }),
    ),
    databases: t.field(
      allOf('ProjectDatabase', {
        by: 'sessionId',
        key: 'sessionId',
        order: newestDatabase,
        description: 'The databases of its session, newest first.',
      }),
    ),
    database: t.field(
      firstOf('ProjectDatabase', {
        by: 'sessionId',
        key: 'sessionId',
        order: newestDatabase,
        where: flag('ProjectDatabase', 'isActive', true),
        description: 'The database that counts: the newest active one.',
      }),
    ),
  }),
})

const deployed = (wanted: boolean) =>
  condition(
    `deployed ${wanted}`,
    [],
    (row) => `${wanted ? '' : 'not '}exists (select from project_deployments d
where d.project_id = ${ref(row, 'Project', 'id')} and d.deployment_status = 'deployed')`,
  )

const filter = filterOf('ProjectFilter', 'Which projects.', {
  status: { type: 'String', where: (status: string) => equals('Project', 'status', status) },
  framework: {
    type: 'String',
    description: 'Started from this template: its exact name.',
    where: (framework: string) => equals('Project', 'framework', framework),
  },
  isDeployed: {
    type: 'Boolean',
    description: 'Whether an attempt to publish it went well.',
    where: deployed,
  },
  name: {
    type: 'String',
    description: 'The name contains this, in upper or lower case.',
    where: (text: string) => contains('Project', ['name'], text),
  },
})

const orders = ordersOf('ProjectOrder', 'In which order projects are listed.', {
  UPDATED: { description: 'Changed last first.', order: orderBy('Project', ['updatedAt'], 'desc') },
  NEWEST: { description: 'Newest first.', order: orderBy('Project', ['createdAt'], 'desc') },
  NAME: { description: 'By name.', order: orderBy('Project', ['name'], 'asc') },
})

builder.prismaObjectField('User', 'projects', (t) =>
  t.field(
    many('Project', {
      by: 'userId',
      filter,
      orders,
      description: 'Projects of the user that are not deleted.',
    }),
  ),
)

builder.prismaObjectField('Session', 'project', (t) =>
  t.field(
    one('Project', 'id', { by: 'sessionId', description: 'What the session builds; for the owner only.' }),
  ),
)

builder.queryField('project', (t) =>
  t.field({
    type: 'Project',
    nullable: true,
    description: 'A project of your own.',
    args: { id: t.arg.id({ required: true, description: 'Global id or uuid.' }) },
    resolve: (_root, { id }, context, info) =>
      readRow(context, info, 'Project', 'id', keyFrom('Project', String(id))),
  }),
)
