import { builder } from '../../schema/builder.ts'
import { maskedText } from '../../schema/masked-text.ts'
import { openEnum } from '../../schema/open-enum.ts'
import { openField, openFieldOrNull } from '../../schema/open-field.ts'
import { relatedConnection, relation } from '../../schema/relations.ts'
import { FinishReason } from './message-list.ts'

const ChatRunStatus = openEnum('ChatRunStatus', 'The status of a turn of a chat.', {
  running: 'The answer is in progress.',
  completed: 'The answer is complete.',
  failed: 'The answer failed or is incomplete because of an error.',
  aborted: 'The user stopped it.',
})

builder.prismaNode('ChatRun', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id', { description: 'The uuid in the database: the run id.' }),
    status: t.field(
      openField(ChatRunStatus, 'status', 'Whether the answer is complete, in progress, aborted or failed.'),
    ),
    statusText: t.exposeString('status', {
      description: 'The status of the chat run as stored, also if the enum does not list it.',
    }),
    modelId: t.exposeString('modelId', { nullable: true }),
    provider: t.exposeString('provider', { nullable: true }),
    finishReason: t.field(openFieldOrNull(FinishReason, 'finishReason', 'Why the answer ended.')),
    finishReasonText: t.exposeString('finishReason', { nullable: true }),
    errorCode: t.exposeString('errorCode', { nullable: true }),
    errorMessage: t.field(
      maskedText('errorMessage', 'The error message, credentials hidden; null if there was no error.'),
    ),
    startedAt: t.expose('startedAt', { type: 'DateTime', nullable: true }),
    completedAt: t.expose('completedAt', { type: 'DateTime', nullable: true }),
    version: t.expose('version', { type: 'BigInt' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    session: t.field(relation('Session', 'sessionId')),
    userMessage: t.field(relation('ChatMessage', 'userMessageId', { description: 'The user’s message.' })),
    answer: t.field(
      relation('ChatMessage', 'assistantMessageId', {
        description: 'The model’s answer; its `usage` is that of the turn.',
      }),
    ),
  }),
})

builder.prismaObjectField('Session', 'chatRuns', (t) =>
  t.field(
    relatedConnection('ChatRun', {
      by: 'sessionId',
      description:
        'The turns of the chat, newest first; derived from the messages in databases without a table of turns. Empty for other viewers than the owner.',
    }),
  ),
)
