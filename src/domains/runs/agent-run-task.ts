import { builder } from '../../schema/builder.ts'
import { maskedText } from '../../schema/masked-text.ts'
import { openEnum } from '../../schema/open-enum.ts'
import { openField } from '../../schema/open-field.ts'
import { relatedConnection, relation } from '../../schema/relations.ts'
import { runStatuses } from './status.ts'

const AgentRunTaskStatus = openEnum('AgentRunTaskStatus', 'The status of a run in older databases.', {
  ...runStatuses,
  aborted: 'Stopped on request.',
  cancelled: 'The same as ABORTED, as newer versions of the platform call it.',
  error: 'Ended with an unexpected error.',
  system_interrupted: 'Ended because its worker was stopped.',
})

builder.prismaNode('AgentRunTask', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id', { description: 'The uuid in the database: the run id.' }),
    status: t.field(openField(AgentRunTaskStatus, 'status', 'How far the run is.')),
    statusText: t.exposeString('status', {
      description: 'The status of the agent run as stored, also if the enum does not list it.',
    }),
    errorMessage: t.field(
      maskedText('errorMessage', 'The error message, credentials hidden; null if there was no error.'),
    ),
    version: t.expose('version', { type: 'BigInt' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', nullable: true }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', nullable: true }),
    session: t.field(relation('Session', 'sessionId')),
    userMessage: t.field(
      relation('ChatMessage', 'userMessageId', {
        description: 'The message that started the run; null if it was deleted.',
      }),
    ),
    run: t.field(
      relation('RunTask', 'id', {
        description: 'The same run as `RunTask`; null in databases that have only this form.',
      }),
    ),
  }),
})

builder.prismaObjectField('Session', 'agentRunTasks', (t) =>
  t.field(
    relatedConnection('AgentRunTask', {
      by: 'sessionId',
      description:
        'Runs of the agent as older databases keep them, newest first; where there is no such table, the `agent_run` runs. For the owner.',
    }),
  ),
)
