import { textMessage } from './chat-rows.ts'
import { type Clock, stamped } from './clock.ts'
import { event } from './event-rows.ts'
import { people, sessions } from './identities.ts'
import type { TableRows } from './rows.ts'
import { logLines, runTask } from './run-rows.ts'
import { secrets, workSecrets } from './secrets.ts'
import { uuid } from './uuid.ts'

const lost = uuid('a session that is gone')
const lostRun = uuid('a run that is gone')

/**
 * Rows whose parents were deleted: most of the platform's tables have no foreign key, so real databases
 * contain many.
 */
export const orphanRows = ({ ago }: Clock): TableRows => ({
  run_tasks: [runTask(uuid('run without a session'), lost, 'completed', ago('7w'), ago('7w'))],
  task_logs: logLines(lostRun, [
    ['running', ago('7w')],
    ['completed', ago('7w')],
  ]),
  agent_run_messages: [
    {
      id: 10,
      session_id: lost,
      run_id: lostRun,
      model_id: 'gpt-5.1',
      status: 'completed',
      messages: { messages: [{ role: 'system', content: secrets.systemPrompt }] },
      ...stamped(ago('7w')),
    },
  ],
  session_summaries: [
    { content: 'A summary of nothing', session_id: 'session-of-the-first-version', ...stamped(ago('30w')) },
  ],
  agent_sandboxes: [
    { id: uuid('sandbox without a session'), session_id: lost, status: 'running', ...stamped(ago('7w')) },
  ],
  application_events: [
    event('agent.response', lost, lostRun, ago('7w'), { text: 'Nobody left to read this.' }),
    event('agent.tool.result', sessions.website, lostRun, ago('5w'), {
      tool_call_id: 'call_lost',
      tool_name: 'Bash',
      result: workSecrets.anthropicKey,
    }),
  ],
  chat_messages: [
    textMessage(lost, 'without a session', 'user', 'Hello?', ago('7w')),
    textMessage(
      sessions.council,
      'without a parent',
      'assistant',
      'An answer whose question was deleted',
      ago('8d'),
      {
        parent_message_id: uuid('a message that is gone'),
      },
    ),
  ],
  chat_summaries: [
    {
      id: uuid('summary without a session'),
      session_id: lost,
      summary_text: 'Nothing',
      end_message_id: uuid('a message that is gone'),
      original_tokens: 10,
      summary_tokens: 1,
      compression_ratio: 0.1,
      model_id: 'gpt-5.1',
      parent_summary_id: uuid('a summary that is gone'),
      ...stamped(ago('7w')),
    },
  ],
  credit_transactions: [
    {
      id: uuid('ledger of a user who is gone'),
      user_id: uuid('user gone'),
      transaction_type: 'llm_usage',
      amount: '-1.000000',
      balance_after: '0.000000',
      ...stamped(ago('7w')),
    },
    {
      id: uuid('ledger of a session that is gone'),
      user_id: people.demo.id,
      transaction_type: 'llm_usage',
      amount: '-2.500000',
      balance_after: '297.500000',
      session_id: lost,
      run_id: lostRun,
      model_id: 'gpt-5.1',
      billing_transaction_id: uuid('a payment that is gone'),
      ...stamped(ago('7w')),
    },
  ],
  storybook_pages: [{ id: uuid('page without a book'), page_number: 1, ...stamped(ago('7w')) }],
})
