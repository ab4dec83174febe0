import type { Clock } from './clock.ts'
import { confirmations } from './confirmations.ts'
import { event } from './event-rows.ts'
import { call, result, type Step, stepsOf } from './event-steps.ts'
import { people, runs, sessions } from './identities.ts'
import { liveRunQuestion } from './live-run-script.ts'
import type { Row, TableRows } from './rows.ts'
import { mariasWorkSecrets, secrets, workSecrets } from './secrets.ts'
import { websiteEvents } from './website-events.ts'

/** Secrets as an agent may write them in a sentence. */
const notedSecrets = (
  ['toolResultPasswordOnly', 'awsKey', 'googleApiKey', 'jwt', 'privateKey', 'opensshKey'] as const
).map((name) => `Found ${secrets[name]} in the page.`)

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
      call(13, 'call_check', 'web_visit', { url: 'https://timetable.example/malmoe' }, sub),
      result(15, 'call_check', 'web_visit', 'Malmö is served from May to September.', sub),
      [20, 'billing.llm.usage', {}],
      [21, 'billing.credits.deducted', { credits_used: 27.33, credits_remaining: 7_001.2, source: 'llm' }],
      [
        29,
        'agent.response',
        {
          text: '# Night trains, 2027\n\nEleven lines are confirmed.',
          citations: [
            'https://nightjet.example',
            {
              url: 'https://timetable.example',
              title: 'Timetable 2027',
              cited_text: 'Eleven lines run all year.',
            },
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
    [72, 'integration.testflight.log', { message: 'Build queued', status: 'completed', is_error: false }],
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
