import { all, type Condition, condition } from '../../data/batching/condition.ts'
import { equals } from '../../data/batching/conditions.ts'
import { ref } from '../../data/batching/table.ts'
import type { Queryable } from '../../data/database.ts'
import { deleteRows, insertRow, statementTimestamp } from '../../data/write.ts'
import {
  idInput,
  inputField,
  optionalIdInput,
  optionalIdListInput,
  rawText,
  singleLine,
} from '../../schema/inputs.ts'
import { mutation } from '../../schema/mutation.ts'
import { encodeNodeId } from '../../schema/node-id.ts'
import { lockRow, lockRows, updateOwnRow } from '../../schema/own-rows.ts'

const maxCharacters = 100_000
const maxFiles = 20

mutation('appendMessage', {
  description: 'Adds your message to a session. This starts no answer: only the platform can.',
  input: {
    sessionId: idInput('Session', 'A session of your own.'),
    text: inputField('String', rawText(maxCharacters), 'The text of the message, stored unchanged.'),
    parentMessageId: optionalIdInput('ChatMessage', 'The message of the same session that this one follows.'),
    fileIds: optionalIdListInput('UserAsset', maxFiles, 'Your files to attach to the message.'),
    model: inputField(
      'String',
      singleLine(255).nullish(),
      'The model that should answer: its name, or the id of a model setting.',
    ),
  },
  payload: { chatMessage: 'ChatMessage', session: 'Session' },
  errors: ['NotFoundError'],
  idempotent: true,
  resolve: async ({ input, ...write }) => {
    const { sessionId, fileIds, parentMessageId } = input
    // Locking the session's row serializes writers, so that the times of its messages are ordered.
    await updateOwnRow(
      write,
      'Session',
      sessionId,
      { lastMessageAt: statementTimestamp },
      { noun: 'session' },
    )
    if (parentMessageId) {
      const rows = equals('ChatMessage', 'sessionId', sessionId)
      await lockRow(write, 'ChatMessage', parentMessageId, { noun: 'parent message in the session', rows })
    }
    if (fileIds) await lockRows(write, 'UserAsset', fileIds, 'file')
    const message = await insertRow(write.sql, 'ChatMessage', {
      sessionId,
      role: 'user',
      content: [{ type: 'text', text: input.text }],
      fileIds: fileIds?.length ? fileIds : null,
      parentMessageId,
      model: input.model,
      isFinished: true,
      createdAt: statementTimestamp,
    })
    return { chatMessage: message?.id ?? null, session: sessionId }
  },
})

/** The condition on a session's messages created at or after a time. */
function fromOn(sessionId: string, createdAt: string): Condition {
  const at = (row: string) => ref(row, 'ChatMessage', 'createdAt')
  const since = condition([createdAt], (row, [p]) => `${at(row)} >= ${p}::timestamptz`)
  return all([equals('ChatMessage', 'sessionId', sessionId), since])
}

/**
 * Deletes summaries of deleted messages: those that extend to this time, or whose last message was deleted.
 */
function forgetSummaries(sql: Queryable, sessionId: string, createdAt: string) {
  return sql.query(
    `delete from chat_summaries s where s.session_id = $1 and not exists (
select from chat_messages m where m.id = s.end_message_id and m.created_at < $2::timestamptz)`,
    [sessionId, createdAt],
  )
}

const message = { noun: 'message', fields: ['sessionId', 'createdAt'], strength: 'update' } as const

mutation('deleteMessage', {
  description:
    'Deletes one message permanently. Its answers are kept; summaries that contain it are deleted.',
  input: { id: idInput('ChatMessage') },
  payload: { session: 'Session' },
  returns: { deletedId: { type: 'ID', description: 'The global id, for a cache to forget.' } },
  errors: ['NotFoundError'],
  transaction: true,
  resolve: async ({ input: { id }, ...write }) => {
    const { sessionId, createdAt } = await lockRow(write, 'ChatMessage', id, message)
    await deleteRows(write.sql, 'ChatMessage', equals('ChatMessage', 'id', id))
    await forgetSummaries(write.sql, sessionId, createdAt)
    return { session: sessionId, deletedId: encodeNodeId('ChatMessage', id) }
  },
})

const deletedCount = { type: 'Int', description: 'How many messages are gone.' } as const

mutation('deleteMessagesFrom', {
  description:
    'Deletes a message and all later ones of its session permanently, and the summaries that contain them.',
  input: { id: idInput('ChatMessage', 'The first message to delete.') },
  payload: { session: 'Session' },
  returns: { deletedCount },
  errors: ['NotFoundError'],
  transaction: true,
  resolve: async ({ input: { id }, ...write }) => {
    const { sessionId, createdAt } = await lockRow(write, 'ChatMessage', id, message)
    const gone = await deleteRows(write.sql, 'ChatMessage', fromOn(sessionId, createdAt))
    await forgetSummaries(write.sql, sessionId, createdAt)
    return { session: sessionId, deletedCount: gone.length }
  },
})

mutation('clearMessages', {
  description: 'Deletes all messages of a session and their summaries permanently. Files are kept.',
  input: { sessionId: idInput('Session', 'Your session, all of whose messages are deleted.') },
  payload: { session: 'Session' },
  returns: { deletedCount },
  errors: ['NotFoundError'],
  transaction: true,
  resolve: async ({ input: { sessionId }, ...write }) => {
    await lockRow(write, 'Session', sessionId, { noun: 'session', strength: 'update' })
    const gone = await deleteRows(write.sql, 'ChatMessage', equals('ChatMessage', 'sessionId', sessionId))
    await deleteRows(write.sql, 'ChatSummary', equals('ChatSummary', 'sessionId', sessionId))
    return { session: sessionId, deletedCount: gone.length }
  },
})
