import { analysisMessages } from './chat-analysis.ts'
import { councilMessages } from './chat-council.ts'
import { storybookMessages } from './chat-storybook.ts'
import { type Clock, stamped } from './clock.ts'
import { people, sessions } from './identities.ts'
import type { Row, TableRows } from './rows.ts'
import { secrets } from './secrets.ts'
import { uuid } from './uuid.ts'

const summary = (name: string, end: string, parent: string | null, created: string): Row => ({
  id: uuid(`summary ${name}`),
  session_id: sessions.longChat,
  summary_text: `What we practised so far (${name}): greetings, the market, the past tense.`,
  end_message_id: uuid(`message ${end}`),
  original_tokens: 12_400,
  summary_tokens: 310,
  compression_ratio: 0.025,
  model_id: 'gpt-5.1',
  parent_summary_id: parent,
  ...stamped(created),
})

/** Chats with each kind of message, and related rows. */
export const chatRows = (clock: Clock): TableRows => {
  const { ago } = clock
  return {
    chat_messages: [...analysisMessages(clock), ...storybookMessages(clock), ...councilMessages(clock)],
    chat_summaries: [
      summary('first', 'lesson 20 answer', null, ago('4w')),
      summary('second', 'lesson 40 answer', uuid('summary first'), ago('2w')),
    ],
    chat_runs: [
      ['analysis question', 'analysis answer', sessions.analysis, 'completed', null],
      ['analysis follow-up', 'analysis cut off', sessions.analysis, 'aborted', 'canceled'],
      ['council question', null, sessions.council, 'failed', 'provider_timeout'],
      ['maria question', 'maria answer', sessions.mariaPrivate, 'completed', null],
    ].map(([user, assistant, session_id, status, error_code], index) => ({
      id: uuid(`message ${user}`),
      session_id,
      user_message_id: uuid(`message ${user}`),
      assistant_message_id: assistant === null ? null : uuid(`message ${assistant}`),
      model_id: 'gpt-5.1',
      provider: 'OpenAI',
      finish_reason: status === 'completed' ? 'end_turn' : null,
      error_code,
      status,
      error_message: status === 'failed' ? 'The provider did not answer in time' : null,
      started_at: ago(`${8 - index}d`),
      completed_at: ago(`${8 - index}d`),
      version: 1,
      ...stamped(ago(`${8 - index}d`)),
    })),
    chat_provider_vector_stores: [people.demo.id, people.maria.id].map((user_id) => ({
      id: uuid(`vector store ${user_id}`),
      user_id,
      provider: 'OpenAI',
      vector_store_id: `vs_${user_id.slice(0, 8)}`,
      version: 2,
      raw_vector_object: { id: 'vs_raw', token: secrets.providerVectorStore },
      expires_at: clock.ahead('6d'),
      ...stamped(ago('3d')),
    })),
  }
}
