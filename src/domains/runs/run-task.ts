import { orderBy } from '../../data/batching/order.ts'
import { builder } from '../../schema/builder.ts'
import { many, one } from '../../schema/relations.ts'
import { RunStatus } from './status.ts'

builder.prismaNode('RunTask', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id', { description: 'The uuid in the database: the run id that workers use.' }),
    taskType: t.exposeString('taskType'),
    status: t.field({
      type: RunStatus.ref,
      select: { status: true },
      resolve: ({ status }) => RunStatus.of(status),
    }),
    statusText: t.exposeString('status', { description: 'The status as the database has it.' }),
    errorMessage: t.exposeString('errorMessage', { nullable: true }),
    version: t.expose('version', { type: 'BigInt' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    session: t.field(one('Session', 'sessionId')),
    logs: t.field(
      many('TaskLog', {
        by: 'taskId',
        order: orderBy('TaskLog', ['id'], 'asc'),
        description: 'Changes of status, oldest first.',
      }),
    ),
  }),
})
