import { message, textMessage } from './chat-rows.ts'
import { after, type Clock, stamped } from './clock.ts'
import { sessions } from './identities.ts'
import type { Row, TableRows } from './rows.ts'
import { mariasWorkSecrets, secrets } from './secrets.ts'
import { uuid } from './uuid.ts'

const phrases = [
  ['Bom dia, tudo bem?', 'Good morning, how are you?'],
  ['Queria um café, por favor.', 'I would like a coffee, please.'],
  ['Onde fica a estação?', 'Where is the station?'],
  ['Quanto custa o peixe?', 'How much is the fish?'],
  ['Ontem fui ao mercado.', 'Yesterday I went to the market.'],
  ['Vai chover amanhã.', 'It will rain tomorrow.'],
] as const

const lessons = 60

/** A chat of 120 messages: one lesson every half day, for testing pagination. */
const lessonRows = ({ ago }: Clock): Row[] =>
  Array.from({ length: lessons }, (_, index) => {
    const [portuguese, english] = phrases[index % phrases.length] ?? phrases[0]
    const at = after(ago('5w'), index * 43_200)
    const number = index + 1
    const question = textMessage(
      sessions.longChat,
      `lesson ${number} question`,
      'user',
      `Lesson ${number}: ${english}`,
      at,
    )
    const answer = textMessage(
      sessions.longChat,
      `lesson ${number} answer`,
      'assistant',
      `“${portuguese}” (${number} of ${lessons})`,
      // Every tenth answer has its question's time, as when both are written at once.
      number % 10 === 0 ? at : after(at, 4),
      {
        parent_message_id: question.id,
        model: 'gpt-5.1',
        usage: { prompt_tokens: 100 + number, completion_tokens: 20, total_tokens: 120 + number },
        tokens: 120 + number,
        finish_reason: 'end_turn',
      },
    )
    return [question, answer]
  }).flat()

/** Message forms of older versions, and malformed ones. */
function olderShapeRows({ ago }: Clock): Row[] {
  const id = sessions.olderShapes
  const at = ago('30w')
  const shapes: [name: string, role: string, content: unknown][] = [
    ['object parts', 'user', { parts: [{ type: 'text', text: 'In the old shape' }] }],
    [
      'legacy result',
      'tool',
      [{ type: 'tool_result', tool_call_id: 'call_old', name: 'Bash', content: 'ok', is_error: false }],
    ],
    ['bare string', 'assistant', 'Just a string'],
    ['missing fields', 'assistant', [{ type: 'text' }, { type: 'tool_call' }, {}, 'text', null, 7]],
    [
      'wrong types',
      'assistant',
      [
        { type: 'text', text: { deep: true } },
        { type: 'image_url', url: 9 },
      ],
    ],
    ['unknown part', 'assistant', [{ type: 'hologram', beam: 'blue' }]],
    [
      'unknown output',
      'tool',
      [
        {
          type: 'tool_result',
          tool_call_id: 'call_table',
          name: 'query_table',
          output: { type: 'table', value: [['July', 41_200]] },
        },
      ],
    ],
    ['empty', 'system', []],
    ['a number', 'narrator', 42],
  ]
  return shapes.map(([name, role, content], index) =>
    message(id, `older ${name}`, role, content, after(at, index * 10), {
      is_finished: null,
      finish_reason: role === 'narrator' ? 'a_reason_of_tomorrow' : null,
      usage: role === 'narrator' ? 'not an object' : null,
      file_ids: index === 0 ? [uuid('asset that was deleted')] : [],
    }),
  )
}

function otherPeopleRows({ ago }: Clock): Row[] {
  const at = ago('3d')
  return [
    textMessage(sessions.mariaPrivate, 'maria question', 'user', 'How much is a van for a day?', at),
    textMessage(sessions.mariaPrivate, 'maria answer', 'assistant', 'About 90 in your town.', after(at, 5), {
      parent_message_id: uuid('message maria question'),
      finish_reason: 'end_turn',
    }),
    message(
      sessions.mariaPublic,
      'maria tool',
      'tool',
      [
        {
          type: 'tool_result',
          tool_call_id: 'call_shop',
          name: 'Bash',
          output: {
            type: 'text',
            value: `export OPENAI_API_KEY=${mariasWorkSecrets.openaiKey}\nexport SLACK=${mariasWorkSecrets.slackToken}`,
          },
        },
      ],
      ago('5d'),
    ),
    textMessage(sessions.deleted, 'deleted message', 'user', 'Nobody sees this any more.', ago('4w')),
    textMessage(sessions.kenjiOwn, 'kenji message', 'user', 'Public, though its owner is gone.', ago('10w')),
  ]
}

const providerRows = ({ ago, ahead }: Clock): TableRows => ({
  chat_provider_containers: [
    [sessions.analysis, 'cntr_demo', 'running', ahead('15m')],
    [sessions.longChat, 'cntr_expired', 'expired', ago('3d')],
    [sessions.mariaPublic, 'cntr_maria', 'running', ahead('10m')],
  ].map(([session_id, container_id, status, expires_at]) => ({
    id: uuid(`container ${container_id}`),
    session_id,
    provider: 'OpenAI',
    container_id,
    name: 'Python',
    expires_at,
    raw_container_object: { id: container_id, token: secrets.providerContainer },
    status,
    ...stamped(ago('3d')),
  })),
  chat_provider_files: [
    [sessions.analysis, 'asset sales', 'file_demo', ahead('27d')],
    [sessions.analysis, 'asset that was deleted', 'file_gone', null],
    [sessions.mariaPublic, 'asset maria private', 'file_maria', null],
  ].map(([session_id, asset, provider_file_id, expires_at]) => ({
    id: uuid(`provider file ${provider_file_id}`),
    file_id: uuid(asset ?? ''),
    session_id,
    provider: 'OpenAI',
    provider_file_id,
    raw_file_object: { id: provider_file_id, token: secrets.providerFile },
    expires_at,
    ...stamped(ago('3d')),
  })),
})

/** The long chat, older content forms, other users' messages, and providers' data of chats. */
export const chatHistoryRows = (clock: Clock): TableRows => ({
  chat_messages: [...lessonRows(clock), ...olderShapeRows(clock), ...otherPeopleRows(clock)],
  ...providerRows(clock),
})
