import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../../src/data/database.ts'
import { runs, sessions } from '../../../src/demo/identities.ts'
import { secrets } from '../../../src/demo/secrets.ts'
import { createAsk, demoViewer } from '../../support/create-ask.ts'
import { testDatabases } from '../../support/database.ts'

/** How the platform writes down what an agent was given, and what is shown of it. */
const inputs: readonly (readonly [content: unknown, input: string | null])[] = [
  ['Make it blue.', 'Make it blue.'],
  [{ role: 'user', content: 'Make it blue.' }, 'Make it blue.'],
  [
    [
      { role: 'system', content: secrets.systemPrompt },
      { role: 'user', content: [{ type: 'text', text: 'Make it blue.' }, { type: 'image' }] },
      { type: 'text', text: `With ${secrets.openaiKey}` },
    ],
    'Make it blue.\nWith [secret]',
  ],
  [{ role: 'system', content: secrets.systemPrompt }, null],
  [{ content: 5 }, null],
  [[null, 7, {}], null],
]

describe.each(testDatabases)('on $kind', ({ open }) => {
  let database: Database
  beforeAll(async () => {
    database = await open('seeded')
  })
  afterAll(() => database.close())

  test.each(inputs)('an agent that was given %j', async (content, input) => {
    await database.query(
      `update agent_run_messages set run_input = jsonb_build_object('input_content', $1::text::jsonb) where run_id = $2`,
      [JSON.stringify(content), runs.websiteFinished],
    )
    const { data, errors } = await createAsk(database)(
      demoViewer,
      `{ run(id: "${runs.websiteFinished}") { transcripts { input } } }`,
    )
    expect(errors).toBeUndefined()
    expect(data).toEqual({ run: { transcripts: [{ input }] } })
  })

  test('what a tool for credentials answered is hidden, whichever key names the tool', async () => {
    const answers = ['tool_name', 'name'].map((key) => ({
      role: 'tool',
      [key]: 'get_database_connection',
      tool_call_id: 'call',
      content: 'host db.example, user app, pass CANARY',
    }))
    await database.query(
      `update agent_run_messages set messages = jsonb_build_object('messages', $1::text::jsonb) where run_id = $2`,
      [JSON.stringify(answers), runs.websiteFinished],
    )
    const { data } = await createAsk(database)(
      demoViewer,
      `{ run(id: "${runs.websiteFinished}") { transcripts { messages { toolName text content } } } }`,
    )
    const hidden = { toolName: 'get_database_connection', text: '[secret]', content: '[secret]' }
    expect(data).toEqual({ run: { transcripts: [{ messages: [hidden, hidden] }] } })
  })

  test('the error of a turn that a table keeps is shown without credentials', async () => {
    await database.query(
      `insert into chat_runs (id, session_id, status, error_message, created_at, updated_at)
values (gen_random_uuid(), $1, 'failed', $2, now(), now())`,
      [sessions.longChat, `Refused: ${secrets.openaiKey}`],
    )
    const { data } = await createAsk(database)(
      demoViewer,
      `{ session(id: "${sessions.longChat}") { chatRuns(first: 1) { nodes { errorMessage } } } }`,
    )
    expect(data).toEqual({ session: { chatRuns: { nodes: [{ errorMessage: 'Refused: [secret]' }] } } })
  })
})
