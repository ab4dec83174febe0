import { answered, message, textMessage } from './chat-rows.ts'
import { after, type Clock } from './clock.ts'
import { sessions } from './identities.ts'
import type { Row } from './rows.ts'
import { secrets, workSecrets } from './secrets.ts'
import { uuid } from './uuid.ts'

const hidden = { provider_options: { google: { thought_signature: secrets.providerOptions } } }

/** A turn with every kind of message part, each tool output included. */
export function analysisMessages({ ago }: Clock): Row[] {
  const id = sessions.analysis
  const at = ago('3d')
  const question = message(
    id,
    'analysis question',
    'user',
    [
      { type: 'text', text: 'What went wrong in August? The table is attached.', provider_options: null },
      { type: 'image_url', url: 'https://media.ii-agent.example/chart.png', detail: 'low' },
      { type: 'binary', path: 'uploads/notes.pdf', mime_type: 'application/pdf', data: secrets.binaryData },
    ],
    at,
    {
      file_ids: [uuid('asset sales'), uuid('asset chart')],
      tools: { code_interpreter: true, web_search: false },
    },
  )
  const parent = { parent_message_id: question.id }
  const tool = (name: string, seconds: number, output: unknown, more: Row = {}) =>
    message(
      id,
      `analysis ${name}`,
      'tool',
      [
        {
          type: 'tool_result',
          tool_call_id: `call_${name}`,
          name,
          output,
          cost_usd: 0.01,
          credits_charged: 0.666,
          ...more,
        },
      ],
      after(at, seconds),
      parent,
    )
  const toolCall = (name: string, input: unknown, more: Row = {}) => ({
    type: 'tool_call',
    id: `call_${name}`,
    name,
    input: JSON.stringify(input),
    function_type: 'function',
    finished: true,
    provider_executed: false,
    ...more,
  })
  return [
    question,
    message(
      id,
      'analysis calls',
      'assistant',
      [
        {
          type: 'reasoning',
          thinking: 'August is a third below July; look at refunds first.',
          signature: secrets.reasoningSignature,
          started_at: 1_790_000_000,
          finished_at: 1_790_000_004,
          ...hidden,
        },
        toolCall('web_search', { query: 'roastery refunds august' }, hidden),
        toolCall('get_database_connection', { database: 'sales' }),
        toolCall('github', { command: 'clone', token: workSecrets.githubToken }),
        toolCall('add_user_env', { key: 'SHOP_KEY', value: secrets.environmentValue }),
        toolCall('execute_sql', { sql: `select * from dblink('${workSecrets.databaseUrl}', 'select 1')` }),
        toolCall('file_search', { query: 'refund' }, { finished: false, provider_executed: true }),
        {
          type: 'code_block',
          id: 'code_1',
          content: 'df.groupby("month").revenue.sum()',
          status: 'completed',
          outputs: [{ type: 'logs', logs: 'July 41200\nAugust 27800' }],
          container_id: 'cntr_demo',
        },
      ],
      after(at, 5),
      { ...answered(question.id as string, 2_810, 640, 0.0121), finish_reason: 'tool_use' },
    ),
    tool('web_search', 6, { type: 'json', value: [{ title: 'Refund rules', url: 'https://law.example' }] }),
    tool('get_database_connection', 7, { type: 'text', value: `Use ${secrets.toolResultDatabaseUrl}` }),
    tool('github', 8, { type: 'error-text', value: `Bad credentials: ${workSecrets.githubToken}` }),
    tool('add_user_env', 9, { type: 'execution-denied', reason: 'The user declined' }),
    tool('execute_sql', 10, { type: 'error-json', value: { code: '28P01', hint: workSecrets.privateKey } }),
    tool('file_search', 11, {
      type: 'array',
      value: [
        { type: 'text', text: 'Two files match.' },
        { type: 'file-data', data: secrets.binaryData, mime_type: 'text/csv', filename: 'refunds.csv' },
        { type: 'file-url', url: 'https://media.ii-agent.example/refunds.csv', mime_type: 'text/csv' },
        { type: 'file-id', file_id: 'file_demo' },
        { type: 'image-data', data: secrets.binaryData, media_type: 'image/png' },
        { type: 'image-url', url: 'https://media.ii-agent.example/refunds.png' },
        { type: 'image-file-id', file_id: 'file_demo_image' },
        { type: 'custom', payload: { any: 'thing' } },
      ],
    }),
    message(
      id,
      'analysis answer',
      'assistant',
      [
        { type: 'text', text: 'August fell because of **refunds**: 212 orders of one faulty grinder.' },
        { type: 'finish', reason: 'end_turn', time: 1_790_000_030, message: 'Answered', details: '' },
      ],
      after(at, 14),
      answered(question.id as string, 4_400, 380, 0.0093),
    ),
    textMessage(id, 'analysis follow-up', 'user', 'And without the grinder?', after(at, 7_200)),
    textMessage(id, 'analysis cut off', 'assistant', 'Without the grinder, August is', after(at, 7_204), {
      ...answered(uuid('message analysis follow-up'), 4_900, 12, 0.004),
      is_finished: false,
      finish_reason: 'canceled',
    }),
  ]
}
