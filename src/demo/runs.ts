import { type Clock, stamped } from './clock.ts'
import { runs, sessions } from './identities.ts'
import { liveRunQuestion } from './live-run-script.ts'
import type { Row, TableRows } from './rows.ts'
import { logLines, runTask } from './run-rows.ts'
import { secrets } from './secrets.ts'
import { uuid } from './uuid.ts'

/** The command that starts a run, as the platform stores it. */
const command = (text: string, agent_type: string, more: Row = {}): Row => ({
  data: {
    command: 'query',
    model_id: 'claude-sonnet-4-5',
    provider: 'Anthropic',
    source: 'system',
    agent_type,
    tool_args: { deep_research: agent_type === 'deep_research' },
    thinking_tokens: 16_000,
    metadata: {},
    text,
    resume: false,
    files: [],
    build_mode: null,
    milestone_ids: [],
    ...more,
  },
})

const taskRows = ({ ago }: Clock): Row[] => [
  runTask(runs.websiteFailed, sessions.website, 'failed', ago('6d'), ago('5d 23h'), {
    ...command('Build a launch page for our coffee roastery', 'website_build'),
    error_message: 'Run timed out after 45 minutes',
  }),
  runTask(runs.websiteFinished, sessions.website, 'completed', ago('1d 3h'), ago('1d 2h'), {
    ...command(
      `Try again. The key is ${secrets.openaiKey}, the shop is ${secrets.promptPassword}`,
      'website_build',
      {
        files: [uuid('asset logo')],
        github_repository: { full_name: 'dana-okafor/roastery', token: secrets.githubPersonalToken },
        build_mode: 'full',
        milestone_ids: ['m1', 'm2'],
        env: { STRIPE_WEBHOOK_SECRET: secrets.stripeWebhookSecret },
      },
    ),
    version: 3,
  }),
  runTask(uuid('run website plan'), sessions.website, 'completed', ago('6d 1h'), ago('6d 1h')),
  runTask(uuid('run website media'), sessions.website, 'completed', ago('1d 1h'), ago('1d 1h'), {
    task_type: 'media_generation',
  }),
  runTask(runs.research, sessions.research, 'completed', ago('40m'), ago('31m'), {
    ...command('Who recycles traction batteries in the EU?', 'deep_research'),
  }),
  runTask(runs.live, sessions.research, 'running', ago('3m'), ago('3m'), {
    ...command(liveRunQuestion, 'deep_research'),
  }),
  runTask(runs.slides, sessions.slides, 'completed', ago('9d'), ago('8d 23h'), {
    ...command('A board deck for the third quarter, eight slides', 'slide'),
  }),
  runTask(runs.pictureSlides, sessions.pictureSlides, 'completed', ago('10d'), ago('9d 23h'), {
    ...command('The pitch, each slide one picture', 'slide_nano_banana'),
  }),
  runTask(runs.mobileCancelled, sessions.mobileApp, 'cancelled', ago('12d'), ago('11d 23h'), {
    ...command('An iOS app that times a pour-over', 'mobile_app'),
    version: 2,
  }),
  runTask(runs.mobilePaused, sessions.mobileApp, 'paused', ago('11d 2h'), ago('11d 1h'), {
    ...command('Continue, and ask me before you upload', 'mobile_app'),
  }),
  runTask(runs.publicReport, sessions.publicReport, 'completed', ago('16d'), ago('15d 23h'), {
    ...command('Night trains in Europe: which lines run in 2027?', 'researcher'),
  }),
  runTask(runs.fork, sessions.fork, 'completed', ago('14d'), ago('13d 23h'), {
    ...command('Make a website of the report', 'research_to_website'),
  }),
  runTask(runs.deleted, sessions.deleted, 'completed', ago('4w'), ago('27d 23h')),
  runTask(runs.maria, sessions.mariaPrivate, 'waiting_for_input', ago('3d'), ago('2d 23h'), {
    ...command('Plan the move, budget 4,000', 'general'),
  }),
  runTask(runs.mariaPublic, sessions.mariaPublic, 'completed', ago('5d'), ago('4d 23h'), {
    ...command('Phở for twenty, shopping list included', 'general'),
  }),
  // Stuck: still "running" long after any run should have ended.
  runTask(runs.admin, sessions.adminOwn, 'running', ago('2d'), ago('2d'), {
    ...command('Smoke test', 'general'),
  }),
  // A status that no current platform version writes.
  runTask(runs.kenji, sessions.kenjiOwn, 'system_interrupted', ago('10w'), ago('9w 6d')),
]

const taskLogRows = ({ ago }: Clock): Row[] => [
  ...logLines(runs.websiteFailed, [
    ['running', ago('6d')],
    ['failed', ago('5d 23h')],
  ]),
  ...logLines(runs.websiteFinished, [
    ['running', ago('1d 3h')],
    ['completed', ago('1d 2h 1s')],
    ['completed', ago('1d 2h')],
  ]),
  ...logLines(runs.research, [
    ['running', ago('40m')],
    ['completed', ago('31m')],
  ]),
  ...logLines(runs.live, [['running', ago('3m')]]),
  ...logLines(runs.slides, [
    ['running', ago('9d')],
    ['completed', ago('8d 23h')],
  ]),
  ...logLines(runs.mobileCancelled, [
    ['running', ago('12d')],
    ['aborting', ago('11d 23h 5s')],
    ['cancelled', ago('11d 23h')],
  ]),
  ...logLines(runs.mobilePaused, [
    ['running', ago('11d 2h')],
    ['paused', ago('11d 1h')],
  ]),
  ...logLines(runs.publicReport, [
    ['running', ago('16d')],
    ['completed', ago('15d 23h')],
  ]),
  ...logLines(runs.deleted, [['running', ago('4w')]]),
  ...logLines(runs.maria, [['running', ago('3d')]]),
  ...logLines(runs.mariaPublic, [['running', ago('5d')]]),
]

const sandbox = (name: string, session_id: string, created: string, row: Row): Row => ({
  id: uuid(`sandbox ${name}`),
  session_id,
  provider: 'e2b',
  provider_sandbox_id: `sbx_${name}`,
  expired_at: null,
  provider_data: {
    envd_access_token: secrets.sandboxData,
    vscode_url: `https://8080-${name}.sandbox.example`,
  },
  ...row,
  ...stamped(created),
})

const sandboxRows = ({ ago, ahead }: Clock): Row[] => [
  sandbox('website-old', sessions.website, ago('6d'), { status: 'deleted', expired_at: ago('5d') }),
  sandbox('website', sessions.website, ago('1d 3h'), { status: 'paused', expired_at: ahead('5d') }),
  sandbox('research', sessions.research, ago('40m'), { status: 'running', expired_at: ahead('1h') }),
  sandbox('mobile', sessions.mobileApp, ago('12d'), {
    status: 'error',
    provider: 'docker',
    provider_data: null,
  }),
  sandbox('fork', sessions.fork, ago('14d'), { status: 'not_initialized', provider_sandbox_id: null }),
  sandbox('maria', sessions.mariaPublic, ago('5d'), { status: 'paused' }),
]

/** Rows of tables of older platform versions. */
const olderRows = ({ ago }: Clock): TableRows => ({
  agent_event_logs: [
    {
      id: uuid('event log 1'),
      session_id: sessions.website,
      run_id: runs.websiteFailed,
      group: 'agent',
      name: 'run_started',
      payload: { note: 'kept from an older version', secret: secrets.slackToken },
      created_at: ago('6d'),
    },
    {
      id: uuid('event log 2'),
      session_id: 'not-a-uuid',
      run_id: uuid('run that never was'),
      group: 'system',
      name: 'heartbeat',
      payload: null,
      created_at: null,
    },
  ],
  agent_run_tasks: [
    ['completed', sessions.website, null],
    ['aborted', sessions.mobileApp, null],
    ['system_interrupted', sessions.publicReport, 'The worker was restarted'],
    ['completed', sessions.mariaPrivate, null],
  ].map(([status, session_id, error_message], index) => ({
    // The first run is also where today's platform keeps runs.
    id: index === 0 ? runs.websiteFinished : uuid(`agent run task ${index}`),
    session_id,
    user_message_id: index === 0 ? uuid('message older object parts') : null,
    status,
    error_message,
    version: 1,
    ...stamped(ago(`${20 + index}w`)),
  })),
})

/** Runs in every status, with their logs and sandboxes. */
export const runRows = (clock: Clock): TableRows => ({
  run_tasks: taskRows(clock),
  task_logs: taskLogRows(clock),
  agent_sandboxes: sandboxRows(clock),
  ...olderRows(clock),
})
