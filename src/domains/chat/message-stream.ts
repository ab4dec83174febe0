import type { LogTopic } from '../../live/log-topic.ts'
import { builder } from '../../schema/builder.ts'
import type { Context } from '../../schema/context.ts'
import { entryType, entryUnion, getRowKey, subscribeToLog } from '../../schema/log-entries.ts'
import { loadEventRow } from '../../schema/subscribe-to-row.ts'
import { cursorArg } from '../../schema/value-bounds.ts'

const messagesOfSession = (session: string): LogTopic => ({
  key: `messages:${session}`,
  value: session,
  sources: [{ model: 'ChatMessage', by: 'sessionId', time: 'createdAt', columns: [] }],
})

const MessageWritten = entryType('MessageWritten', 'A message was added or changed.', (t) => ({
  message: t.field({
    type: 'ChatMessage',
    description:
      'The current message. If it changes, it is sent again with the same id and replaces the earlier one.',
    resolve: (entry, _args, context, info) => loadEventRow(context, info, 'ChatMessage', getRowKey(entry)),
  }),
}))

const MessageEntry = entryUnion(
  'MessageEntry',
  'An entry of a session’s chat.',
  [MessageWritten],
  () => 'MessageWritten',
)

builder.subscriptionField('messageAdded', (t) =>
  t.field({
    type: MessageEntry,
    description:
      'The messages of a session, from the first or from a cursor, then as they are written; an unfinished one again whenever it grows.',
    args: {
      sessionId: t.arg.id({ required: true, description: 'The global id or uuid of the session.' }),
      after: t.arg.string(
        cursorArg('The cursor of the last entry you have; from the first message without one.'),
      ),
    },
    subscribe: (_root, { sessionId, after }, context: Context) =>
      subscribeToLog(context, 'Session', String(sessionId), (session) => ({
        topic: messagesOfSession(session),
        after,
      })) as never,
    resolve: (entry) => entry as never,
  }),
)
