import { after, type Clock } from './clock.ts'
import { confirmations } from './confirmations.ts'
import { event } from './event-rows.ts'
import { people, runs, sessions } from './identities.ts'
import { liveRunQuestion } from './live-run-script.ts'
import type { Row, TableRows } from './rows.ts'
import { mariasWorkSecrets, secrets, workSecrets } from './secrets.ts'
import { uuid } from './uuid.ts'

/** An event of a run: seconds after its start, the event's type, and its content without the run's id. */
type Step = readonly [offset: number, type: string, content: Row]

const stepsOf = (session: string, run: string | null, start: string, steps: readonly Step[]): Row[] =>
  steps.map(([offset, type, content]) =>
    event(type, session, run, after(start, offset), run === null ? content : { ...content, run_id: run }),
  )

const call = (offset: number, id: string, name: string, input: Row, more: Row = {}): Step => [
  offset,
  'agent.tool.call',
  {
    tool_call_id: id,
    tool_name: name,
    tool_input: input,
    tool_display_name: name.replaceAll('_', ' '),
    tool_logo: null,
    origin: 'ToolCallStarted',
    ...more,
  },
]

const result = (offset: number, id: string, name: string, output: unknown, more: Row = {}): Step => [
  offset,
  'agent.tool.result',
  {
    tool_call_id: id,
    tool_name: name,
    tool_input: {},
    result: output,
    is_error: false,
    cost: 0,
    origin: 'ToolCallCompleted',
    ...more,
  },
]

const milestones = [
  { id: 'm1', content: 'Structure and copy', status: 'pending', details: 'Five sections', dependencies: [] },
  { id: 'm2', content: 'Visual design', status: 'pending', details: 'Warm', dependencies: ['m1'] },
]

/** Secrets as an agent may write them in a sentence. */
const notedSecrets = (
  ['toolResultPasswordOnly', 'awsKey', 'googleApiKey', 'jwt', 'privateKey', 'opensshKey'] as const
).map((name) => `Found ${secrets[name]} in the page.`)

function websiteEvents({ ago }: Clock): Row[] {
  const failed = ago('6d')
  const finished = ago('1d 3h')
  const userMessage = {
    text: `Try again. The key is ${secrets.openaiKey}`,
    files: [uuid('asset logo')],
    files_metadata: [
      {
        id: uuid('asset logo'),
        file_name: 'logo.png',
        file_size: 48_211,
        content_type: 'image/png',
        signed_url: secrets.signedUrl,
      },
    ],
    build_mode: 'full',
  }
  const generated = event('plan.milestone.generated', sessions.website, null, after(failed, 30), {
    summary: 'A one-page site',
    milestones,
  })
  return [
    ...stepsOf(sessions.website, null, failed, [
      [
        0,
        'session.user_message',
        { text: 'Build a launch page for our coffee roastery', files: [], files_metadata: [] },
      ],
      [1, 'connection.workspace_info', { workspace_path: '/workspace/roastery' }],
      [2, 'agent.initialized', { message: 'Agent ready' }],
      [
        3,
        'sandbox.status_changed',
        { status: 'running', vscode_url: `https://8080-sbx.example/?tkn=${workSecrets.vscodeToken}` },
      ],
      [3, 'system.notification', { message: 'A new version of the platform is out.' }],
    ]),
    generated,
    // The platform stores this event twice: once directly, once through its bus.
    { ...generated, id: uuid('event generated again') },
    ...stepsOf(sessions.website, runs.websiteFailed, failed, [
      [
        5,
        'agent.processing',
        { message: 'Thinking…', model: 'claude-sonnet-4-5', model_provider: 'Anthropic' },
      ],
      [9, 'agent.reasoning', { text: 'Structure first, then colours.', origin: 'ReasoningCompleted' }],
      [
        3_600,
        'system.error',
        { message: 'Run timed out', error_code: 'execution_error', run_status: 'failed' },
      ],
      [3_600, 'agent.response.interrupted', { message: 'The run took too long.', run_status: 'failed' }],
    ]),
    ...stepsOf(sessions.website, null, finished, [[0, 'session.user_message', userMessage]]),
    ...stepsOf(sessions.website, runs.websiteFinished, finished, [
      [1, 'agent.processing', { message: 'Thinking…', agent_name: 'II Agent', run_status: 'running' }],
      [4, 'agent.reasoning', { text: 'The shop needs its product list; I look at the database.' }],
      call(6, 'call_db', 'get_database_connection', { database: 'roastery' }),
      result(7, 'call_db', 'get_database_connection', `connection_string: ${secrets.toolResultDatabaseUrl}`),
      call(9, 'call_env', 'add_user_env', { key: 'RESEND_API_KEY', value: secrets.environmentValue }),
      result(10, 'call_env', 'add_user_env', { ok: true }),
      call(11, 'call_ask', 'ask_user_env', {
        keys: ['MAILCHIMP_KEY'],
        values: { MAILCHIMP_KEY: secrets.askedEnvironmentValue },
      }),
      result(12, 'call_ask', 'ask_user_env', [
        { type: 'text', text: `MAILCHIMP_KEY=${secrets.askedEnvironmentValue}` },
      ]),
      call(13, 'call_hook', 'stripe_webhook_register', {
        url: 'https://roastery.example/hook',
        api_key: secrets.stripeKey,
      }),
      result(14, 'call_hook', 'stripe_webhook_register', { id: 'we_1', secret: secrets.stripeWebhookSecret }),
      call(20, 'call_shell', 'Bash', {
        command: `curl -H "Authorization: Bearer ${workSecrets.jwt}" https://api.example`,
      }),
      result(22, 'call_shell', 'Bash', `AWS_ACCESS_KEY_ID=${workSecrets.awsKey}\n${workSecrets.privateKey}`),
      call(24, 'call_file', 'Write', {
        path: '/workspace/roastery/.env',
        content: `CACHE=${workSecrets.cacheUrl}`,
      }),
      result(25, 'call_file', 'Write', { path: '/workspace/roastery/.env', written: 61 }),
      call(30, 'call_image', 'generate_image', { prompt: 'coffee beans, morning light' }),
      result(
        52,
        'call_image',
        'generate_image',
        [
          {
            type: 'image',
            url: 'https://media.ii-agent.example/beans.png',
            storage_path: `users/${people.demo.id}/assets/${uuid('asset beans')}/beans.png`,
          },
        ],
        { cost: 0.04 },
      ),
      [60, 'plan.milestone.updated', { milestone_id: 'm1', status: 'completed' }],
      [61, 'plan.milestone.updated', { milestone_id: 'm2', status: 'completed' }],
      [70, 'agent.model.compact', { status: 'compacted', summary: 'Copy agreed, colours chosen.' }],
      [80, 'agent.prompt.generated', { result: 'A warm, paper-like page', original_request: 'a page' }],
      [81, 'agent.status.update', { message: 'Saved', status: 'done', operation: 'design_state_saved' }],
      [
        90,
        'billing.llm.usage',
        { model_id: 'claude-sonnet-4-5', input_tokens: 482_113, output_tokens: 20_877, is_user_key: false },
      ],
      [91, 'billing.tool.usage', { tool_name: 'generate_image', cost_usd: 0.04 }],
      [91, 'billing.credits.deducted', { credits_used: 58.09, credits_remaining: 6_120.41, source: 'llm' }],
      [95, 'agent.response', { text: 'The page is up. Shall I deploy it?', image: null, citations: [] }],
      [96, 'agent.complete', { origin: 'RunCompleted', run_status: 'completed' }],
    ]),
    ...stepsOf(sessions.website, null, after(finished, 97), [
      [
        0,
        'agent.stream.complete',
        { message: 'Stream complete', run_id: runs.websiteFinished, api_version: 'v1' },
      ],
    ]),
    event('plan.modification.options', sessions.website, null, ago('1d 2h'), {
      message: 'What next?',
      suggestions: ['Deploy', 'A second language', 'A darker theme'],
    }),
  ]
}

function reportEvents({ ago }: Clock): Row[] {
  const start = ago('16d')
  const sub = {
    delegated_from: 'II Agent',
    is_sub_agent_event: true,
    parent_run_id: runs.publicReport,
    agent_name: 'Source checker',
  }
  return [
    ...stepsOf(sessions.publicReport, null, start, [
      [
        0,
        'session.user_message',
        { text: 'Night trains in Europe: which lines run in 2027?', files: [], files_metadata: [] },
      ],
    ]),
    ...stepsOf(sessions.publicReport, runs.publicReport, start, [
      [1, 'agent.processing', { message: 'Searching…', trace: notedSecrets }],
      call(3, 'call_search', 'web_search', {
        query: 'night train timetable 2027',
        api_key: workSecrets.googleApiKey,
      }),
      result(5, 'call_search', 'web_search', [{ title: 'ÖBB Nightjet', url: 'https://nightjet.example' }]),
      call(8, 'call_visit', 'web_visit', { url: `https://reader:${workSecrets.jwt}@timetable.example/2027` }),
      result(9, 'call_visit', 'web_visit', `Token ${secrets.platformKeyInEvent} accepted`, {
        is_error: false,
      }),
      [20, 'billing.llm.usage', {}],
      [21, 'billing.credits.deducted', { credits_used: 27.33, credits_remaining: 7_001.2, source: 'llm' }],
      [
        29,
        'agent.response',
        {
          text: '# Night trains, 2027\n\nEleven lines are confirmed.',
          citations: [
            'https://nightjet.example',
            { url: 'https://timetable.example', title: 'Timetable 2027' },
          ],
        },
      ],
      [30, 'agent.complete', { run_status: 'completed' }],
    ]),
    ...stepsOf(sessions.publicReport, runs.subAgent, start, [
      [12, 'agent.reasoning', { text: 'Two sources disagree about Malmö.', ...sub }],
      [
        16,
        'agent.sub_agent.complete',
        { text: 'Checked: eleven lines.', ...sub, is_sub_agent_response: true },
      ],
    ]),
  ]
}

function appEvents({ ago }: Clock): Row[] {
  const start = ago('12d')
  const apple: Step[] = [
    [40, 'integration.apple.auth.status', { status: 'pending_2fa', message: 'Code sent' }],
    [41, 'integration.apple.auth.2fa_required', { message: 'Enter the code', phone: '••• 42' }],
    [60, 'integration.apple.auth.team_selection', { teams: [{ team_id: 'TEAM42', name: 'Okafor Studio' }] }],
    [62, 'integration.apple.app.setup_status', { status: 'ready', bundle_id: 'example.okafor.brewtimer' }],
    [63, 'integration.apple.app.list', { apps: [{ id: '1', name: 'Brew Timer' }] }],
    [64, 'integration.apple.auth.check_result', { status: 'authenticated' }],
    [65, 'integration.expo.token_saved', { message: 'Saved', token: secrets.environmentValue }],
    [70, 'integration.testflight.log', { level: 'info', step: 'upload', log: 'Uploading build 3' }],
    [75, 'system.notification', { message: 'Published', deployment_url: 'https://brew-timer.example' }],
  ]
  return [
    ...stepsOf(sessions.mobileApp, null, start, [
      [
        0,
        'session.user_message',
        { text: 'An iOS app that times a pour-over', files: [], files_metadata: [] },
      ],
      ...apple,
    ]),
    ...stepsOf(sessions.mobileApp, runs.mobileCancelled, start, [
      [2, 'agent.processing', { message: 'Thinking…' }],
      [3_595, 'agent.response.interrupted', { message: 'Cancelled by you', run_status: 'cancelled' }],
    ]),
    ...stepsOf(sessions.mobileApp, runs.mobilePaused, ago('11d 2h'), [
      [1, 'agent.continue', { message: 'Continue', confirmed: true }],
      call(5, 'call_upload', 'submit_testflight', { app_specific_password: secrets.environmentValue }),
      [
        6,
        'agent.tool.confirmation',
        {
          message: 'Upload to TestFlight?',
          tools: [
            {
              tool_name: 'submit_testflight',
              tool_args: { app_specific_password: secrets.environmentValue },
            },
          ],
          requirements: [],
          active_requirements: confirmations,
          run_status: 'paused',
        },
      ],
    ]),
  ]
}

function otherEvents({ ago }: Clock): Row[] {
  return [
    ...stepsOf(sessions.research, null, ago('40m'), [
      [
        0,
        'session.user_message',
        { text: 'Who recycles traction batteries in the EU?', files: [], files_metadata: [] },
      ],
      [2_220, 'session.user_message', { text: liveRunQuestion, files: [], files_metadata: [] }],
    ]),
    ...stepsOf(sessions.research, runs.research, ago('40m'), [
      [1, 'agent.processing', { message: 'Searching…' }],
      [540, 'agent.response', { text: 'Seven companies, three of them at scale.' }],
    ]),
    ...stepsOf(sessions.research, runs.live, ago('3m'), [[1, 'agent.processing', { message: 'Searching…' }]]),
    ...stepsOf(sessions.slides, runs.slides, ago('9d'), [
      [10, 'agent.reasoning', { text: 'The margin first.' }],
      [3_500, 'agent.response', { text: 'Eight slides are ready.' }],
    ]),
    ...stepsOf(sessions.deleted, runs.deleted, ago('4w'), [
      [1, 'agent.response', { text: 'Row 7 is wrong.' }],
    ]),
    ...stepsOf(sessions.mariaPrivate, runs.maria, ago('3d'), [
      [0, 'agent.reasoning', { text: 'Three offers, one of them suspiciously cheap.' }],
      result(3, 'call_maria', 'Bash', `postgres password in ${mariasWorkSecrets.databaseUrl}`),
    ]),
    ...stepsOf(sessions.mariaPublic, runs.mariaPublic, ago('5d'), [
      call(2, 'call_pho', 'add_user_env', { key: 'SHOP_TOKEN', value: secrets.environmentValue }),
      [8, 'billing.credits.deducted', { credits_used: 3.2, credits_remaining: 40.1, source: 'llm' }],
      [9, 'agent.response', { text: 'Six kilos of bones, and start the evening before.' }],
    ]),
    ...stepsOf(sessions.adminOwn, runs.admin, ago('2d'), [[1, 'agent.processing', { message: 'Thinking…' }]]),
    event('agent.response', sessions.kenjiOwn, runs.kenji, ago('10w'), 'content that is no object'),
    // An event of an account instead of a session, and one of an unknown type.
    event(
      'system.notification',
      null,
      null,
      ago('9d'),
      { message: 'Your plan renews soon.' },
      people.demo.id,
    ),
    event('integration.expo.token_saved', null, null, ago('2w'), { message: 'Saved' }, people.demo.id),
    event('art17_3.disclosure', null, null, ago('6d'), { note: 'audit' }, people.maria.id),
    event('telemetry.quantum', sessions.website, null, ago('1d'), { shape: ['unknown', { to: 'everyone' }] }),
  ]
}

/** The agents' events: every event type that the platform stores, with secrets as they occur in practice. */
export const eventRows = (clock: Clock): TableRows => ({
  application_events: [
    ...websiteEvents(clock),
    ...reportEvents(clock),
    ...appEvents(clock),
    ...otherEvents(clock),
  ],
})
