import { oneOf } from '../../data/batching/conditions.ts'
import { ownerOfRuns } from '../../live/watched.ts'
import { builder } from '../../schema/builder.ts'
import { derivedFrom } from '../../schema/computed.ts'
import { maskedText } from '../../schema/masked-text.ts'
import { toModelKey } from '../../schema/nodes.ts'
import { openField } from '../../schema/open-field.ts'
import { connection, readRow, relatedConnection, relatedList, relation } from '../../schema/relations.ts'
import { EventFilter } from '../sessions/event-list.ts'
import { AnyRunFilter, RunFilter, RunOrder } from './run-list.ts'
import { parseRequest, RunRequestRef } from './run-request.ts'
import { activeStatuses, RunStatus } from './status.ts'

builder.prismaNode('RunTask', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id', { description: 'The uuid in the database: the run id that workers use.' }),
    taskType: t.exposeString('taskType'),
    status: t.field(openField(RunStatus, 'status', 'How far the run is.')),
    statusText: t.exposeString('status', {
      description: 'The status of the run as stored, also if the enum does not list it.',
    }),
    errorMessage: t.field(
      maskedText(
        'errorMessage',
        'The reason of a failure, credentials hidden; null if the run did not fail, and for failed runs without a recorded reason, of which there are many.',
      ),
    ),
    request: t.field({
      type: RunRequestRef,
      nullable: true,
      description: 'The request that started the run; null if it was not recorded.',
      ...derivedFrom(['request'], ({ request }) => parseRequest(request)),
    }),
    version: t.expose('version', { type: 'BigInt' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    session: t.field(relation('Session', 'sessionId')),
    logs: t.field(
      relatedConnection('TaskLog', {
        by: 'taskId',
        description: 'The recorded changes of status, oldest first.',
      }),
    ),
    events: t.field(
      relatedConnection('ApplicationEvent', {
        by: 'runId',
        filter: EventFilter,
        description: 'The events of the run, oldest first.',
      }),
    ),
    transcripts: t.field(
      relatedList('AgentRunMessage', {
        by: 'runId',
        description: 'The transcripts of the models’ work: usually one, and none before the run has ended.',
      }),
    ),
    subRuns: t.field(
      relatedList('AgentRunMessage', {
        by: 'parentRunId',
        description: 'The transcripts of the sub-agents to which this run delegated work.',
      }),
    ),
  }),
})

builder.prismaObjectField('Session', 'runs', (t) =>
  t.field(
    relatedConnection('RunTask', {
      by: 'sessionId',
      filter: RunFilter,
      description: 'Runs of the session, newest first; for the owner only.',
    }),
  ),
)

const inTheirSessions = {
  by: 'userId',
  link: {
    model: 'Session',
    name: 'runs of the user’s sessions',
    on: (session: string, run: string) => `${run}.session_id = ${session}.id and not ${session}.is_deleted`,
    signalledBy: ownerOfRuns,
  },
} as const

builder.prismaObjectFields('User', (t) => ({
  runs: t.field(
    relatedConnection('RunTask', {
      by: inTheirSessions.by,
      link: { ...inTheirSessions.link, scansInOrder: true },
      filter: RunFilter,
      description: 'Runs in all sessions of the user, newest first.',
    }),
  ),
  activeRuns: t.field(
    relatedList('RunTask', {
      ...inTheirSessions,
      where: oneOf('RunTask', 'status', activeStatuses),
      description: 'Runs that have not ended, in all sessions of the user, newest first.',
    }),
  ),
}))

builder.queryFields((t) => ({
  run: t.field({
    type: 'RunTask',
    nullable: true,
    description: 'A run in one of your sessions.',
    args: { id: t.arg.id({ required: true, description: 'The global id or uuid of the run.' }) },
    resolve: (_root, { id }, context, info) =>
      readRow(context, info, 'RunTask', 'id', toModelKey('RunTask', String(id))),
  }),
  runs: t.field({
    ...connection('RunTask', {
      filter: AnyRunFilter,
      orders: RunOrder,
      description: 'Runs of all users, for admins.',
    }),
    authScopes: { admin: true },
  }),
}))
