import { people, sessions } from '../../src/demo/identities.ts'
import { uuid } from '../../src/demo/uuid.ts'

/** What the platform stores and the demo does not have, and the values that an operation answers for it. */
export type StoredCase = {
  readonly operation: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly sql: readonly (readonly [text: string, ...values: unknown[]])[]
  readonly shows: Readonly<Record<string, unknown>>
}

const [session, storybook] = [sessions.website, 'bce4f7f0-8f6e-404b-9575-88003af002fb']
const fileId = uuid('asset map')
const at = '2026-09-01T10:00:00.000000Z'
const metadata = (value: object) => [
  'update sessions set session_metadata = $1::json where id = $2',
  JSON.stringify(value),
  session,
]
const ofStyle = (value: object, ids: readonly string[]) => [
  'update storybooks set style_json = (coalesce(style_json::jsonb, $1::jsonb) || $2::jsonb)::json where id = any($3)',
  '{}',
  JSON.stringify(value),
  ids,
]
/** Everything that the client restores from the last message of a chat. */
const media = {
  type: 'storybook',
  model_name: 'A model',
  provider: 'A provider',
  aspect_ratio: '4:3',
  resolution: '2K',
  text_position: 'left',
  language: 'fi',
  language_source: 'user',
  genre: 'bedtime',
  template_id: fileId,
  template_name: 'Night',
  template_prompt: 'At night',
  page_count: 12,
  enabled: true,
  advanced_mode: true,
  rich_dialogue: true,
  voice_enabled: true,
  manga_layout: true,
  references: [{ file_id: fileId, type: 'style' }],
  mini_tools: [{ id: 'upscale', reference_file_ids: [fileId] }],
  video_frames: [{ file_id: fileId, frame_type: 'start' }],
  video_settings: { duration: 8 },
  storybook_context: { pages: [1] },
}
const event = (type: string, content: object) =>
  [
    `insert into application_events (session_id, event_group, event_type, content) values ($1, 'agent', $2, $3)`,
    session,
    type,
    JSON.stringify(content),
  ] as const
const eventCase = (type: string, content: object, shows: StoredCase['shows']): StoredCase => ({
  operation: 'sessions/event-details',
  variables: { id: session, types: [type] },
  sql: [event(type, content)],
  shows,
})
const publicStorybook = '72c768d5-88af-42bf-a332-37c4c7c1afa0'

/** Rows for each field of the page that is null or absent in the answers of the demo. */
export const storedCases: readonly StoredCase[] = [
  {
    operation: 'sessions/session-list',
    variables: { orderBy: 'RECENTLY_UPDATED', first: 100 },
    sql: [
      [
        'update sessions set public_url = $1, last_message_at = $2 where id = $3',
        'https://ii.example/s',
        at,
        session,
      ],
    ],
    shows: {
      publicUrl: 'https://ii.example/s',
      lastMessageAt: at,
      'project.databaseId': 'bf63ca18-703c-4ad4-b806-e21f326b9c9f',
    },
  },
  {
    operation: 'sessions/session',
    variables: { id: session },
    sql: [
      [
        'update sessions set public_url = $1, last_message_at = $2 where id = $3',
        'https://ii.example/s',
        at,
        session,
      ],
      metadata({
        fork_info: { fork_type: 'chat_to_agent', parent_agent_type: 'general', forked_at: at },
        advanced_mode: { enabled: true, references: [{ file_id: fileId, type: 'style' }] },
      }) as never,
    ],
    shows: {
      publicUrl: 'https://ii.example/s',
      lastMessageAt: at,
      'forkInfo.forkType': 'chat_to_agent',
      'advancedMode.isEnabled': true,
      'advancedMode.references.fileId': fileId,
    },
  },
  {
    operation: 'sessions/home',
    variables: { first: 20 },
    sql: [
      ['update sessions set last_message_at = $1 where id = $2', at, session],
      ['delete from session_pins where session_id = $1', session],
      ['insert into session_pins (session_id, user_id) values ($1, $2)', session, people.demo.id],
    ],
    shows: { 'pins.nodes.session.lastMessageAt': at },
  },
  {
    operation: 'files/session-files',
    variables: { session: sessions.longChat, first: 50 },
    sql: [
      [
        `update user_assets set signed_url = 'https://storage.example/' || id, signed_url_expires_at = now() + interval '1 day' where id = $1`,
        fileId,
      ],
      ['delete from session_assets where session_id = $1 and asset_id = $2', sessions.longChat, fileId],
      ['insert into session_assets (session_id, asset_id) values ($1, $2)', sessions.longChat, fileId],
    ],
    shows: { url: `https://storage.example/${fileId}` },
  },
  {
    operation: 'chat/chat',
    variables: { id: sessions.longChat, last: 5 },
    sql: [
      [
        `insert into chat_messages (session_id, role, content, metadata, created_at) values ($1, 'user', '[]', $2, now() + interval '1 day')`,
        sessions.longChat,
        JSON.stringify({ media }),
      ],
    ],
    shows: {
      'mediaRequest.type': 'storybook',
      'mediaRequest.modelName': 'A model',
      'mediaRequest.provider': 'A provider',
      'mediaRequest.aspectRatio': '4:3',
      'mediaRequest.resolution': '2K',
      'mediaRequest.textPosition': 'left',
      'mediaRequest.language': 'fi',
      'mediaRequest.languageSource': 'user',
      'mediaRequest.genre': 'bedtime',
      'mediaRequest.templateId': fileId,
      'mediaRequest.templateName': 'Night',
      'mediaRequest.templatePrompt': 'At night',
      'mediaRequest.pageCount': 12,
      'mediaRequest.pageCountText': '12',
      'mediaRequest.isEnabled': true,
      'mediaRequest.isAdvanced': true,
      'mediaRequest.hasRichDialogue': true,
      'mediaRequest.hasVoice': true,
      'mediaRequest.mangaLayout': true,
      'mediaRequest.references.fileId': fileId,
      'mediaRequest.references.type': 'style',
      'mediaRequest.miniTools.key': 'upscale',
      'mediaRequest.miniTools.references.fileId': fileId,
      'mediaRequest.videoFrames.type': 'start',
      'mediaRequest.videoSettings': { duration: 8 },
      'mediaRequest.storybookContext': { pages: [1] },
    },
  },
  ...(['content/storybook', 'content/public-storybook'] as const).map((operation, n) => ({
    operation,
    variables: { id: n === 0 ? storybook : publicStorybook },
    sql: [ofStyle({ manga_layout: true }, [storybook, publicStorybook]) as never],
    shows: { 'style.mangaLayout': true },
  })),
  {
    operation: 'content/storybook-progress',
    variables: { id: storybook },
    sql: [
      ofStyle({ generation: { status: 'failed', error_message: 'No more paint' } }, [storybook]) as never,
    ],
    shows: { 'generation.errorMessage': 'No more paint' },
  },
  {
    operation: 'projects/project-page',
    variables: { session },
    sql: [['update project_deployments set error_message = $1', 'The build failed']],
    shows: { 'latestDeployment.errorMessage': 'The build failed' },
  },
  {
    operation: 'projects/subdomain-check',
    variables: { name: 'roastery' },
    sql: [],
    shows: { baseDomain: 'apps.example' },
  },
  ...['billing/usage-of-one-session', 'billing/ledger'].map((operation) => ({
    operation,
    variables: { id: session, orderBy: 'NEWEST', first: 50 },
    sql: [
      ['update credit_transactions set description = $1 where session_id = $2', 'A call', session],
    ] as const,
    shows: { description: 'A call' },
  })),
  {
    operation: 'settings/my-models',
    variables: { first: 10 },
    sql: [
      [
        'update model_settings set pricing = $1',
        JSON.stringify({ input_price_per_million: 1.5, output_price_per_million: 2 }),
      ],
    ],
    shows: { 'pricing.input': '1.5', 'pricing.output': '2' },
  },
  eventCase(
    'agent.initialized',
    { vscode_url: 'https://sandbox.example/' },
    { editorUrl: 'https://sandbox.example/' },
  ),
  eventCase(
    'sandbox.status_changed',
    { vscode_url: 'https://sandbox.example/' },
    { editorUrl: 'https://sandbox.example/' },
  ),
  eventCase(
    'agent.model.compact',
    { summary: 'Much was said', status: 'compacted' },
    { compactedSummary: 'Much was said' },
  ),
  eventCase(
    'agent.response',
    { text: 'So', origin: 'RunContent', citations: [{ url: 'https://example.org/', title: 'Example' }] },
    { origin: 'RunContent', 'citations.url': 'https://example.org/' },
  ),
  eventCase(
    'agent.sub_agent.complete',
    {
      is_sub_agent_event: true,
      delegated_from: 'II Agent',
      parent_run_id: uuid('run'),
      agent_name: 'Reader',
      is_sub_agent_response: true,
    },
    {
      delegatedFrom: 'II Agent',
      parentRunDatabaseId: uuid('run'),
      agentName: 'Reader',
      isSubAgentResponse: true,
    },
  ),
  eventCase(
    'system.error',
    { message: 'Too little', error_code: 'insufficient_credits' },
    { text: 'Too little', errorCode: 'insufficient_credits' },
  ),
  eventCase(
    'plan.milestone.updated',
    { milestone_id: 'm1', status: 'completed' },
    { 'milestoneChange.key': 'm1', 'milestoneChange.status': 'COMPLETED' },
  ),
  eventCase(
    'plan.modification.options',
    {
      message: 'How?',
      suggestions: [{ id: 's1', label: 'Less', description: 'Fewer steps', prompt_template: 'Do less' }],
    },
    {
      'planOptions.message': 'How?',
      'planOptions.suggestions.key': 's1',
      'planOptions.suggestions.label': 'Less',
      'planOptions.suggestions.description': 'Fewer steps',
      'planOptions.suggestions.prompt': 'Do less',
    },
  ),
]
