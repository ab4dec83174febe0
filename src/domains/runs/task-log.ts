import { scrubJson } from '../../auth/scrub.ts'
import { builder } from '../../schema/builder.ts'
import { inTurns } from '../../schema/in-turns.ts'
import { openField } from '../../schema/open-field.ts'
import { relation } from '../../schema/relations.ts'
import { RunStatus } from './status.ts'

builder.prismaNode('TaskLog', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id', { description: 'The number in the database.' }),
    status: t.field(openField(RunStatus, 'status', 'The status that the run took.')),
    statusText: t.exposeString('status', {
      description: 'The status of the task log as stored, also if the enum does not list it.',
    }),
    data: t.field({
      type: 'JSON',
      nullable: true,
      description: 'Further data about the change, credentials hidden. No writer of today records any.',
      select: { data: true },
      resolve: inTurns(({ data }) => scrubJson(data, { owner: false })),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    run: t.field(relation('RunTask', 'taskId')),
  }),
})
