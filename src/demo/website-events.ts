import { after, type Clock } from './clock.ts'
import { event } from './event-rows.ts'
import { call, result, stepsOf } from './event-steps.ts'
import { people, runs, sessions } from './identities.ts'
import type { Row } from './rows.ts'
import { secrets, workSecrets } from './secrets.ts'
import { uuid } from './uuid.ts'

const milestones = [
  { id: 'm1', content: 'Structure and copy', status: 'pending', details: 'Five sections', dependencies: [] },
  { id: 'm2', content: 'Visual design', status: 'pending', details: 'Warm', dependencies: ['m1'] },
]

/** The events of the website's session. */
export function websiteEvents({ ago }: Clock): Row[] {
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
      suggestions: [
        {
          id: 'suggestion-1',
          label: 'Add a second language',
          description: 'A Spanish version of each page.',
          prompt_template: 'Add a milestone that translates each page to Spanish.',
        },
        {
          id: 'suggestion-2',
          label: 'Use a darker theme',
          description: 'Brown on black, as in the shop.',
          prompt_template: 'Add a milestone that changes the theme to brown on black.',
        },
      ],
    }),
  ]
}
