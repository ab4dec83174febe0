import type { Database } from '../../../src/data/database.ts'
import { people, sessions } from '../../../src/demo/identities.ts'
import { uuid } from '../../../src/demo/uuid.ts'

/** A request for media with each of its members. */
const media = {
  enabled: true,
  type: 'storybook',
  model_name: 'A model',
  provider: 'A provider',
  mini_tools: [{ id: 'upscale', reference_file_ids: [uuid('asset of the answers')] }],
  template_id: uuid('asset map'),
  template_name: 'Night',
  template_prompt: 'At night',
  aspect_ratio: '4:3',
  resolution: '2K',
  page_count: 12,
  text_position: 'left',
  language: 'fi',
  language_source: 'user',
  genre: 'bedtime',
  manga_layout: true,
  references: [{ file_id: uuid('asset of the answers'), type: 'style' }],
  rich_dialogue: true,
  voice_enabled: true,
  advanced_mode: true,
  video_settings: { duration: 8 },
  video_frames: [{ file_id: uuid('asset of the answers'), frame_type: 'start' }],
  storybook_context: { pages: [1] },
}

type Statement = readonly [text: string, ...values: unknown[]]

const session = sessions.fresh
const chat = sessions.longChat
const run = uuid('run of the answers')
const file = uuid('asset of the answers')
const time = (second: number) => new Date(Date.UTC(2026, 7, 1, 10, 0, second)).toISOString()

/** An event of each type that the platform stores and its history shows, with every member of its content. */
const contents: Readonly<Record<string, object>> = {
  'session.user_message': {
    text: 'Look',
    files: [file],
    files_metadata: [{ id: file, file_name: 'map.png', file_size: 12, content_type: 'image/png' }],
    build_mode: 'full',
  },
  'agent.processing': {
    message: 'Thinking',
    model: 'm',
    model_provider: 'p',
    agent_name: 'II',
    run_id: run,
    run_status: 'running',
  },
  'agent.reasoning': { text: 'First this', origin: 'ReasoningCompleted', run_id: run },
  'agent.tool.call': {
    tool_call_id: 'c1',
    tool_name: 'web_search',
    tool_input: { query: 'maps' },
    tool_display_name: 'Search',
    tool_logo: null,
    run_id: run,
  },
  'agent.tool.result': {
    tool_call_id: 'c1',
    tool_name: 'web_search',
    tool_input: { query: 'maps' },
    result: [{ title: 'A map' }],
    is_error: false,
    cost: 0.25,
    run_id: run,
  },
  'agent.tool.confirmation': {
    message: 'May I?',
    tools: [],
    requirements: [],
    active_requirements: [
      {
        id: 'r1',
        needs_confirmation: true,
        needs_user_input: true,
        needs_external_execution: false,
        tool_execution: { tool_call_id: 'c2', tool_name: 'web_visit', tool_args: { page: 3 } },
        user_input_schema: [{ name: 'page', field_type: 'int', description: 'Which', value: 3 }],
      },
    ],
    run_id: run,
    run_status: 'paused',
  },
  'agent.response': {
    text: 'Done',
    image: null,
    citations: [{ url: 'https://example.org/' }],
    origin: 'RunContent',
    run_id: run,
  },
  'agent.response.interrupted': {
    message: 'Stopped',
    run_id: run,
    run_status: 'cancelled',
    is_sub_agent_event: true,
  },
  'agent.stream.complete': { message: 'End', run_id: run, api_version: 'v1' },
  'agent.complete': { origin: 'RunCompleted', run_id: run, run_status: 'completed', text: 'Done' },
  'agent.sub_agent.complete': {
    text: 'Read',
    run_id: run,
    delegated_from: 'II',
    parent_run_id: uuid('run'),
    agent_name: 'Reader',
    is_sub_agent_event: true,
    is_sub_agent_response: true,
  },
  'agent.model.compact': { status: 'compacted', summary: 'Much', run_id: run },
  'agent.continue': { message: 'Yes', confirmed: true, run_id: run },
  'agent.prompt.generated': { result: 'A better prompt', original_request: 'prompt' },
  'plan.milestone.generated': {
    summary: 'Plan',
    milestones: [{ id: 'm1', content: 'Dig', status: 'pending', details: '', dependencies: [] }],
    is_update: true,
  },
  'plan.milestone.updated': { milestone_id: 'm1', status: 'completed' },
  'plan.modification.options': {
    message: 'How?',
    suggestions: [{ id: 's1', label: 'Less', description: 'Fewer', prompt_template: 'Do less' }],
  },
  'integration.testflight.log': { message: 'Uploading', status: 'running', is_error: true },
  'agent.initialized': { vscode_url: 'https://editor.example/1' },
  'agent.status.update': { message: 'Syncing', operation: 'design_mode_sync', progress: 3 },
  'sandbox.status_changed': { status: 'running', vscode_url: 'https://editor.example/2' },
  'system.notification': { message: 'Published', deployment: { url: 'https://site.example' } },
  'system.error': { message: 'Too little', error_code: 'insufficient_credits' },
}

const insertEvent = ([type, content]: [string, object], second: number): Statement => [
  `insert into application_events (session_id, user_id, run_id, event_group, event_type, content, created_at) values ($1, $2, $3, $4, $5, $6, $7)`,
  session,
  people.demo.id,
  second % 2 ? run : null,
  type.split('.')[0],
  type,
  JSON.stringify(content),
  time(second),
]

/** Rows that have every field of the calls about one public session. */
export const ownRows: readonly Statement[] = [
  ['update sessions set is_public = true where id = $1', session],
  [
    `insert into run_tasks (id, session_id, task_type, status) values ($1, $2, 'agent_run', 'completed')`,
    run,
    session,
  ],
  [
    `insert into user_assets (id, user_id, file_name, storage_path, content_type, file_size, asset_type, source, upload_status, is_public, signed_url, signed_url_expires_at)
values ($1, $2, 'map.png', 'answers/map.png', 'image/png', 5000000000, 'image', 'generated', 'complete', true, 'https://storage.example/map', now() + interval '1 day')`,
    file,
    people.demo.id,
  ],
  ['insert into session_assets (session_id, asset_id) values ($1, $2)', session, file],
  [
    `insert into agent_sandboxes (session_id, provider, provider_sandbox_id, status) values ($1, 'e2b', 'answers', 'paused')`,
    session,
  ],
  [
    'update sessions set session_metadata = $2 where id = $1',
    chat,
    JSON.stringify({ advanced_mode: { enabled: true, references: [{ file_id: file, type: 'style' }] } }),
  ],
  ...Object.entries(contents).map(insertEvent),
  [
    `insert into chat_messages (session_id, role, content, usage, tokens, model, tools, metadata, file_ids, is_finished, finish_reason, created_at)
values ($1, 'user', $2, $3, 6000000000, 'claude-sonnet-4-5', $4, $5, $6, true, 'max_tokens', $7)`,
    session,
    JSON.stringify([{ type: 'text', text: 'Draw' }]),
    JSON.stringify({ input_tokens: 5000000000, output_tokens: 7, total_tokens: 5000000007 }),
    JSON.stringify({ web_search: true, generate_image: false }),
    JSON.stringify({ media }),
    [file],
    time(30),
  ],
]

const filledColumns: Readonly<Record<string, readonly string[]>> = {
  users: ['first_name', 'last_name', 'avatar', 'subscription_status', 'subscription_current_period_end'],
  sessions: ['name', 'agent_type', 'public_url', 'last_message_at'],
  model_settings: ['display_name'],
  skills: ['source_url', 'license', 'compatibility'],
  user_assets: ['content_type', 'file_size'],
  credit_transactions: ['model_id', 'description'],
  projects: ['name', 'description', 'framework', 'project_path', 'production_url'],
  project_deployments: ['deployment_url', 'error_message', 'error_phase'],
  slide_contents: ['slide_title'],
  slide_versions: ['thumbnail_url', 'edit_summary'],
  storybook_pages: ['image_url', 'html_content', 'text_content', 'audio_link'],
  media_templates: ['preview'],
  composio_profiles: ['toolkit_name'],
}

/** Fills texts, numbers and times that are null in the demo's rows, where no rule of the gateway depends on them. */
export async function fillColumns(database: Database): Promise<void> {
  for (const [table, columns] of Object.entries(filledColumns))
    for (const column of columns) {
      const [{ type } = { type: '' }] = await database.query<{ type: string }>(
        'select data_type as type from information_schema.columns where table_name = $1 and column_name = $2',
        [table, column],
      )
      const text = `'${column} of ' || left(md5(id::text), 8)`
      const other = type === 'bigint' ? '5000000001' : `created_at + interval '1.000001 s'`
      const value = type.startsWith('char') || type === 'text' ? text : other
      await database.query(`update ${table} set ${column} = ${value} where ${column} is null`)
    }
}
