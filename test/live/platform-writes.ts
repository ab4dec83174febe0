import { people, runs, sessions } from '../../src/demo/identities.ts'

/** A statement of the platform, with its parameters; the time of each row is the process's own, as in Python. */
type Statement = readonly [text: string, ...parameters: unknown[]]

/** What one transaction of the platform writes while somebody looks at a screen. */
export type PlatformWrite = {
  /** The part of the platform's client that changes, and the event or call that notifies it there. */
  readonly screen: string
  /** The operation under test/operations/live. */
  readonly watch: string
  /** Whether it is asked as the administrator; otherwise as the demo's user. */
  readonly isOfAdmin?: boolean
  readonly variables?: Readonly<Record<string, unknown>>
  readonly statements: readonly Statement[]
  /** What the answer holds afterwards, and not before. */
  readonly shows: string
}

const project = 'bf63ca18-703c-4ad4-b806-e21f326b9c9f'
const storybook = 'bca0799e-95c5-4cad-a503-31c4af0933b4'
const [session, run] = [sessions.research, runs.live]

const globalId = (type: string, id: string) => Buffer.from(`${type}:${id}`).toString('base64url')

const event = (group: string, type: string, content: object): Statement => [
  `insert into application_events (id, event_type, event_group, session_id, run_id, user_id, content, created_at)
values (gen_random_uuid(), $1, $2, $3, $4, $5, $6::json, clock_timestamp())`,
  type,
  group,
  session,
  run,
  people.demo.id,
  JSON.stringify(content),
]

const status = (text: string, by = 'worker'): Statement[] => [
  ['select id from run_tasks where id = $1 for update', run],
  [
    'update run_tasks set status = $1, version = version + 1, updated_at = clock_timestamp() where id = $2',
    text,
    run,
  ],
  [
    'insert into task_logs (task_id, status, data, created_at) values ($1, $2, $3::json, clock_timestamp())',
    run,
    text,
    JSON.stringify({ by }),
  ],
]

const metadata = (key: string, value: unknown): Statement => [
  `update sessions set session_metadata = (coalesce(session_metadata::jsonb, '{}') || jsonb_build_object($1::text, $2::jsonb))::json,
updated_at = clock_timestamp() where id = $3`,
  key,
  JSON.stringify(value),
  session,
]

const milestone = {
  id: 'm1',
  content: 'Compare three makers',
  status: 'in_progress',
  details: '',
  dependencies: [],
}

export const platformWrites: readonly PlatformWrite[] = [
  {
    screen: 'agent: reducers of chat_event',
    watch: 'chat-events',
    variables: { session },
    statements: [event('agent', 'agent.tool.call', { tool_name: 'web_search', tool_call_id: 'call_screen' })],
    shows: 'call_screen',
  },
  {
    screen: 'agent: build panel, agent.tool.result',
    watch: 'session-events',
    variables: { session },
    statements: [
      event('agent', 'agent.tool.result', {
        tool_name: 'web_search',
        tool_call_id: 'call_done',
        is_error: false,
      }),
    ],
    shows: 'call_done',
  },
  {
    screen: 'agent: title, GET of the session every five seconds',
    watch: 'session',
    variables: { session },
    statements: [
      [
        'update sessions set name = $1, updated_at = clock_timestamp() where id = $2',
        'Makers of cells',
        session,
      ],
      metadata('title_pending', false),
    ],
    shows: '"name":"Makers of cells"',
  },
  {
    screen: 'agent: plan, plan.milestone.generated',
    watch: 'session',
    variables: { session },
    statements: [
      metadata('plan', { summary: 'Three makers', milestones: [milestone] }),
      event('plan', 'plan.milestone.generated', { summary: 'Three makers', milestones: [milestone] }),
    ],
    shows: '"summary":"Three makers"',
  },
  {
    screen: 'agent: run_status of events',
    watch: 'run',
    variables: { run },
    statements: [...status('paused'), event('agent', 'agent.tool.confirmation', { run_status: 'paused' })],
    shows: '"status":"PAUSED"',
  },
  {
    screen: 'agent: the newest run of the session',
    watch: 'session-runs',
    variables: { session },
    statements: status('aborting'),
    shows: '"status":"ABORTING"',
  },
  {
    screen: 'agent: the record of a run',
    watch: 'run-log',
    variables: { run },
    statements: status('running', 'the first worker'),
    shows: 'the first worker',
  },
  {
    screen: 'agent: task log',
    watch: 'task-logs',
    variables: { run },
    statements: status('paused', 'the second worker'),
    shows: 'the second worker',
  },
  {
    screen: 'admin: the runs of all users',
    watch: 'all-runs',
    isOfAdmin: true,
    variables: { statuses: ['WAITING_FOR_INPUT'] },
    statements: status('waiting_for_input'),
    shows: `"id":"${globalId('RunTask', run)}"`,
  },
  {
    screen: 'admin: the events of all users',
    watch: 'all-events',
    isOfAdmin: true,
    statements: [event('file', 'file.uploaded', { filename: 'a.csv' })],
    shows: 'file.uploaded',
  },
  {
    screen: 'agent: machine, sandbox.status_changed',
    watch: 'session',
    variables: { session: sessions.website },
    statements: [
      [
        `update agent_sandboxes set status = 'error', updated_at = clock_timestamp() where session_id = $1`,
        sessions.website,
      ],
    ],
    shows: '"status":"ERROR"',
  },
  {
    screen: 'slides-result: the result of SlideWrite',
    watch: 'session',
    variables: { session },
    statements: [
      [
        `insert into slide_contents (id, session_id, presentation_name, slide_number, slide_title, slide_content, metadata,
created_at, updated_at) values (gen_random_uuid(), $1, 'Cells', 1, 'Makers', '<h1>Makers</h1>', '{"tool_name":"SlideWrite"}',
clock_timestamp(), clock_timestamp())`,
        session,
      ],
    ],
    shows: '"name":"Cells","slideCount":1',
  },
  {
    screen: 'storybook-modal: GET of the progress',
    watch: 'storybook',
    variables: { storybook },
    statements: [
      ['select id from storybooks where id = $1 for update', storybook],
      [
        `with page as (insert into storybook_pages (page_number, image_url) values (9, 'https://media.example/nine.png') returning id)
insert into storybook_page_links (storybook_id, page_id) select $1, id from page`,
        storybook,
      ],
      [
        `update storybooks set style_json = (coalesce(style_json::jsonb, '{}')
|| '{"generation":{"status":"generating","total_pages":9,"completed_pages":8,"generating_pages":[9]}}')::json,
updated_at = clock_timestamp() where id = $1`,
        storybook,
      ],
    ],
    shows: 'https://media.example/nine.png',
  },
  {
    screen: 'project-deployment: system.notification',
    watch: 'deployment',
    variables: { project },
    statements: [
      [
        `insert into project_deployments (project_id, environment, deployment_status, deployment_url, provider, version,
deployed_by_user_id) values ($1, 'production', 'deployed', 'https://screen.example', 'vercel', 77, $2)`,
        project,
        people.demo.id,
      ],
      [
        `update projects set production_url = 'https://screen.example', updated_at = clock_timestamp() where id = $1`,
        project,
      ],
    ],
    shows: '"version":77',
  },
  {
    screen: 'credit: billing.credits.deducted',
    watch: 'balance',
    statements: [
      ['select user_id from credit_balances where user_id = $1 for update', people.demo.id],
      [
        `insert into credit_transactions (user_id, transaction_type, credit_type, amount, balance_after, session_id, run_id)
values ($1, 'llm_usage', 'regular', -1.5, 31337.25, $2, $3)`,
        people.demo.id,
        session,
        run,
      ],
      [
        'update credit_balances set credits = 31337.25, version = version + 1, updated_at = clock_timestamp() where user_id = $1',
        people.demo.id,
      ],
    ],
    shows: '"credits":"31337.25',
  },
  {
    screen: 'chat: the answer of a model',
    watch: 'messages',
    variables: { session: sessions.fresh },
    statements: [
      [
        `insert into chat_messages (session_id, role, content, is_finished, finish_reason)
values ($1, 'assistant', '[{"type":"text","text":"An answer for the screen"}]', true, 'end_turn')`,
        sessions.fresh,
      ],
    ],
    shows: 'An answer for the screen',
  },
  {
    screen: 'sidebar: a new session',
    watch: 'home',
    variables: { first: 50 },
    statements: [
      [
        `insert into sessions (user_id, name, status, api_version, app_kind, agent_type)
values ($1, 'Begun elsewhere', 'active', 'v1', 'agent', 'general')`,
        people.demo.id,
      ],
    ],
    shows: '"name":"Begun elsewhere"',
  },
  {
    screen: 'sidebar: a pin set in another tab',
    watch: 'home',
    variables: { first: 50 },
    statements: [
      ['insert into session_pins (user_id, session_id) values ($1, $2)', people.demo.id, sessions.analysis],
    ],
    shows: `"id":"${globalId('Session', sessions.analysis)}","isPinned":true`,
  },
]
