import { orderBy } from '../../data/batching/order.ts'
import { createdWithin } from '../../schema/created-within.ts'
import { defineFilter, type Filter } from '../../schema/list-args.ts'
import { openEnum } from '../../schema/open-enum.ts'

export const ChatRole = openEnum('ChatRole', 'The author of a message.', {
  user: 'The person.',
  assistant: 'The model.',
  tool: 'A tool that the model called.',
  system: 'The platform.',
})

export const FinishReason = openEnum('FinishReason', 'Why an answer ended.', {
  end_turn: 'The answer is complete.',
  max_tokens: 'The answer reached its maximum length.',
  tool_use: 'The model called a tool.',
  canceled: 'The user stopped it.',
  error: 'Something failed.',
  permission_denied: 'A permission was denied.',
  pause_turn: 'The provider paused the answer, which continues in the next message.',
  timeout: 'The answer timed out.',
})

// No text search: its matches would disclose hidden text to viewers of a public session.
export const MessageFilter: Filter = defineFilter('MessageFilter', 'Which messages to list.', {
  roles: {
    type: [ChatRole.ref],
    description: 'Only messages with any of these roles.',
    where: ChatRole.where('ChatMessage', 'role'),
  },
  ...createdWithin('ChatMessage'),
})

export const newestMessages = orderBy('ChatMessage', ['createdAt'], 'desc')
