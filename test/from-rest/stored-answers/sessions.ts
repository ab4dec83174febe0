import { people, sessions } from '../../../src/demo/identities.ts'
import type { StoredAnswer } from './stored-answer.ts'

const demo = `'${people.demo.id}'`
const at = (id: string) => `'${id}'`
const project = `(select p.id from projects p where p.session_id = s.id and p.deleted_at is null)`
const isTitlePending = `coalesce((s.session_metadata ->> 'title_pending')::boolean, false)`
const isNoise = `event_type = any('{agent.status.update,system.notification,system.error,system.pong,connection.established,connection.workspace_info,agent.initialized,sandbox.status_changed}')`
const runStatus = (session: string) =>
  `select upper(status) as "runStatus" from run_tasks where session_id = ${at(session)} order by created_at desc limit 1`
const json = (path: string) => `s.session_metadata -> ${path}`

const session = (
  id: string,
  columns: string,
) => `select s.id as "databaseId", s.name, s.agent_type as "agentTypeText", upper(s.app_kind) as kind,
  upper(s.status) as status, s.is_public as "isPublic", s.public_url as "publicUrl", ${isTitlePending} as "isTitlePending",
  s.model_setting_id as "modelSetting.databaseId", ${project} as "project.databaseId", s.last_message_at as "lastMessageAt", s.version::text,
  ${json(`'plan' ->> 'summary'`)} as "plan.summary", ${json(`'fork_info' ->> 'fork_type'`)} as "forkInfo.forkType",
  (${json(`'advanced_mode' ->> 'enabled'`)})::boolean as "advancedMode.isEnabled",
  (select json_agg(m ->> 'content') from jsonb_array_elements(${json(`'plan' -> 'milestones'`)}) m) as "plan.milestones.content",
  coalesce((select json_agg(t ->> 'content') from jsonb_array_elements(${json(`'todos'`)}) t), '[]') as "todos.content",
  (select json_agg(r ->> 'file_id') from jsonb_array_elements(${json(`'advanced_mode' -> 'references'`)}) r) as "advancedMode.references.fileId"${columns}
from sessions s where s.id = ${at(id)}`

const events = (
  session: string,
  condition: string,
  content: string,
) => `select id as "databaseId", event_type as "eventType",
  event_group as "groupText", ${content} as content, created_at as "createdAt", run_id as "runDatabaseId"
from application_events where session_id = ${at(session)} ${condition} order by created_at, id`

/** What a tool cost and what a user answered stay with the owner. */
const forOthers = `case event_type when 'agent.tool.confirmation'
  then jsonb_set(content, '{active_requirements,0,user_input_schema,0,value}', 'null') else content - 'cost' end`

const history = (session: string, asked: Pick<StoredAnswer, 'call' | 'as'>): readonly StoredAnswer[] => [
  {
    ...asked,
    operation: 'sessions/event-history',
    variables: { id: session, first: 100 },
    at: 'session.events.nodes',
    sql: events(
      session,
      `and not ${isNoise} and event_group <> 'billing'`,
      asked.as === 'nobody' ? forOthers : 'content',
    ),
  },
  {
    ...asked,
    operation: 'sessions/event-history',
    variables: { id: session, first: 1 },
    at: 'session',
    sql: runStatus(session),
  },
]

const flag = (member: string, otherwise: string) =>
  `case when m.metadata ? 'media' then coalesce((m.metadata #>> '{media,${member}}')::boolean, ${otherwise}) end`
const fileIds = (member: string) =>
  `case when m.metadata ? 'media' then coalesce((select json_agg(r ->> 'file_id' order by n)
    from jsonb_array_elements(m.metadata #> '{media,${member}}') with ordinality x(r, n)), '[]') end`
const media = [
  ...Object.entries({
    type: 'type',
    modelName: 'model_name',
    provider: 'provider',
    aspectRatio: 'aspect_ratio',
    resolution: 'resolution',
    textPosition: 'text_position',
    language: 'language',
    languageSource: 'language_source',
    genre: 'genre',
    templateId: 'template_id',
    templateName: 'template_name',
    templatePrompt: 'template_prompt',
    pageCountText: 'page_count',
  }).map(([field, member]) => `m.metadata #>> '{media,${member}}' as "mediaRequest.${field}"`),
  `${flag('enabled', 'null')} as "mediaRequest.isEnabled"`,
  `${flag('manga_layout', 'null')} as "mediaRequest.mangaLayout"`,
  `${flag('advanced_mode', 'false')} as "mediaRequest.isAdvanced"`,
  `${flag('rich_dialogue', 'false')} as "mediaRequest.hasRichDialogue"`,
  `${flag('voice_enabled', 'false')} as "mediaRequest.hasVoice"`,
  `${fileIds('references')} as "mediaRequest.references.fileId"`,
  `${fileIds('video_frames')} as "mediaRequest.videoFrames.fileId"`,
  `m.metadata #> '{media,video_settings}' as "mediaRequest.videoSettings"`,
  `m.metadata #> '{media,storybook_context}' as "mediaRequest.storybookContext"`,
].join(', ')

const parts = `(select json_agg(p ->> 'text' order by n) from jsonb_array_elements(case when jsonb_typeof(m.content) = 'array' then m.content
    else m.content -> 'parts' end) with ordinality x(p, n))`

const messages = (
  session: string,
  columns: string,
) => `select * from (select m.id as "databaseId", upper(m.role) as role,
  coalesce(m.usage ->> 'input_tokens', m.usage ->> 'prompt_tokens') as "usage.inputTokens",
  coalesce(m.usage ->> 'output_tokens', m.usage ->> 'completion_tokens') as "usage.outputTokens", m.usage ->> 'total_tokens' as "usage.totalTokens",
  m.tokens::text, m.model, upper(m.finish_reason) as "finishReason", m.is_finished as "isFinished", m.created_at as "createdAt",
  coalesce((select json_agg(f.id order by array_position(m.file_ids, f.id)) from user_assets f where f.id = any(m.file_ids)), '[]') as "files.databaseId",
  coalesce((select json_agg(t.key order by t.n) from jsonb_each(m.tools) with ordinality t(key, value, n)), '[]') as "tools.name",
  ${media}, ${parts} as "parts.text"${columns}
from chat_messages m where m.session_id = ${at(session)} order by m.created_at desc, m.id desc limit 50) x order by "createdAt", "databaseId"`
const chat = (id: string, asked: Pick<StoredAnswer, 'call' | 'as'>): readonly StoredAnswer[] => [
  {
    ...asked,
    operation: 'chat/chat',
    variables: { id, last: 50 },
    at: 'session.messages.nodes',
    sql: messages(
      id,
      `, m.role as "roleText", m.finish_reason as "finishReasonText", coalesce(m.file_ids, '{}') as "fileIds"`,
    ),
  },
  {
    ...asked,
    operation: 'chat/chat',
    variables: { id, last: 1 },
    at: 'session.messages.pageInfo',
    sql: `select count(*) > 1 as "hasPreviousPage" from chat_messages where session_id = ${at(id)}`,
  },
]

/** What the calls about sessions and chats must answer, by SQL. */
export const ofSessions: readonly StoredAnswer[] = [
  {
    call: 'GET /v1/sessions',
    operation: 'sessions/session-list',
    variables: { orderBy: 'NEWEST', first: 100 },
    at: 'viewer.sessions.edges.node',
    sql: `select s.id as "databaseId", s.name, upper(s.status) as status, upper(s.app_kind) as kind, s.agent_type as "agentTypeText", s.is_public as "isPublic",
  s.public_url as "publicUrl", ${project} as "project.databaseId", ${isTitlePending} as "isTitlePending",
  s.last_message_at as "lastMessageAt", s.created_at as "createdAt", s.updated_at as "updatedAt"
from sessions s where s.user_id = ${demo} and not s.is_deleted order by s.created_at desc, s.id desc`,
  },
  {
    call: 'GET /v1/sessions',
    operation: 'sessions/session-list',
    variables: {
      orderBy: 'NEWEST',
      first: 1,
      filter: { nameContains: 'THE', isPublic: false, kinds: ['AGENT'] },
    },
    at: 'viewer.sessions',
    sql: `select count(*) as "totalCount" from sessions s
where s.user_id = ${demo} and not s.is_deleted and s.name ilike '%the%' and not s.is_public and s.app_kind = 'agent'`,
  },
  ...[sessions.website, sessions.fork, sessions.longChat].flatMap((id) => [
    {
      call: 'GET /v1/sessions/{id}',
      operation: 'sessions/session',
      variables: { id },
      at: 'session',
      sql: session(id, ', s.parent_session_id as "parent.databaseId"'),
    },
    {
      call: 'GET /v1/sessions/{id}',
      operation: 'live/session',
      variables: { session: id },
      at: 'sessionUpdated',
      sql: session(id, ''),
    },
  ]),
  {
    call: 'GET /v1/sessions/{id}/events',
    also: 'agent.status.update',
    operation: 'live/chat-events',
    variables: { session: sessions.fresh },
    at: 'sessionEvents.event',
    sql: events(sessions.fresh, '', 'content'),
  },
  ...history(sessions.fresh, { call: 'GET /v1/sessions/{id}/events' }),
  ...history(sessions.fresh, { call: 'GET /v1/public/sessions/{id}/events', as: 'nobody' }),
  {
    call: 'GET /v1/public/sessions/{id}',
    as: 'nobody',
    operation: 'sessions/share-page',
    variables: { id: sessions.publicReport },
    at: 'session',
    sql: `select s.name, s.created_at as "createdAt" from sessions s where s.id = ${at(sessions.publicReport)}`,
  },
  ...[sessions.website, sessions.publicReport, sessions.storybook].map((session) => ({
    call: 'GET /v1/sessions/{id}/files',
    also: 'file.uploaded',
    operation: 'files/session-files',
    variables: { session, first: 50 },
    at: 'session.assets.nodes',
    sql: `select a.id as "databaseId", a.file_name as "fileName", a.file_size::text as "fileSize", a.content_type as "contentType",
  case when a.signed_url_expires_at > now() then a.signed_url end as url, '/v1/assets/' || a.id || '/download' as "downloadPath"
from session_assets l join user_assets a on a.id = l.asset_id where l.session_id = ${at(session)} order by a.created_at desc, a.id desc`,
  })),
  {
    call: 'GET /v1/sessions/pins',
    operation: 'sessions/home',
    variables: { first: 1 },
    at: 'viewer.pins.nodes',
    sql: `select s.id as "session.databaseId", s.name as "session.name", s.agent_type as "session.agentTypeText", p.created_at as "createdAt",
  s.created_at as "session.createdAt", s.last_message_at as "session.lastMessageAt"
from session_pins p join sessions s on s.id = p.session_id where p.user_id = ${demo} and not s.is_deleted order by p.created_at desc`,
  },
  {
    call: 'GET /v1/sessions/wishlist',
    operation: 'sessions/home',
    variables: { first: 1 },
    at: 'viewer.wishlist.nodes',
    sql: `select s.id as "session.databaseId", s.name as "session.name", p.created_at as "createdAt", s.last_message_at as "session.lastMessageAt"
from session_wishlists p join sessions s on s.id = p.session_id where p.user_id = ${demo} and not s.is_deleted order by p.created_at desc`,
  },
  {
    call: 'GET /v1/chat/conversations/{id}/advanced-mode',
    operation: 'sessions/session',
    variables: { id: sessions.longChat },
    at: 'session.advancedMode',
    sql: `select (s.session_metadata #>> '{advanced_mode,enabled}')::boolean as "isEnabled",
  (select json_agg(r ->> 'file_id') from jsonb_array_elements(s.session_metadata #> '{advanced_mode,references}') r) as "references.fileId",
  (select json_agg(r ->> 'type') from jsonb_array_elements(s.session_metadata #> '{advanced_mode,references}') r) as "references.type"
from sessions s where s.id = ${at(sessions.longChat)}`,
  },
  {
    call: 'GET /v1/chat/conversations/{id}',
    operation: 'live/messages',
    variables: { session: sessions.fresh },
    at: 'messageAdded.message',
    sql: messages(sessions.fresh, ''),
  },
  ...[sessions.longChat, sessions.council].flatMap((id) =>
    chat(id, { call: 'GET /v1/chat/conversations/{id}' }),
  ),
  ...chat(sessions.fresh, { call: 'GET /v1/public/chat/conversations/{id}', as: 'nobody' }),
]
