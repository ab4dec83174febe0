import { builder } from '../../schema/builder.ts'
import { relatedConnection } from '../../schema/relations.ts'
import { MessageFilter, newestMessages } from '../chat/message-list.ts'

/** The messages of the file's owner that name it; `idx_chat_messages_files` is over those that name any file. */
const sentWith = (
  asset: string,
  message: string,
) => `${message}.file_ids @> array[${asset}.id] and ${message}.file_ids <> '{}'
and exists (select from sessions own where own.id = ${message}.session_id and own.user_id = ${asset}.user_id)`

const messagesOfAsset = relatedConnection('ChatMessage', {
  by: 'id',
  link: { model: 'UserAsset', name: 'sent with', on: sentWith, signalledBy: null },
  filter: MessageFilter,
  order: newestMessages,
  description:
    'The messages of your chats that the file was sent along with, newest first; for its owner only.',
})

builder.prismaObjectField('UserAsset', 'messages', (t) =>
  t.field({
    ...messagesOfAsset,
    select: { id: true, userId: true },
    resolve: ({ id, userId }, args, context, info) => {
      const { viewer } = context
      const isOwner = viewer?.isAdmin || viewer?.id === userId
      return messagesOfAsset.resolve({ id: isOwner ? id : null }, args, context, info)
    },
  }),
)
