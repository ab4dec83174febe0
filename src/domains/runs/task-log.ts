import { builder } from '../../schema/builder.ts'
import { one } from '../../schema/relations.ts'
import { RunStatus } from './status.ts'

builder.prismaNode('TaskLog', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id', { description: 'The number in the database, growing with time.' }),
    status: t.field({
      type: RunStatus.ref,
      select: { status: true },
      resolve: ({ status }) => RunStatus.of(status),
    }),
    statusText: t.exposeString('status', { description: 'The status as the database has it.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    run: t.field(one('RunTask', 'taskId')),
  }),
})
