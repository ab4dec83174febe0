import { ofOwnSession, ofSession, own } from '../../tables/access-rule.ts'
import { newestFirst, oldestFirst, type TableDeclarations } from '../../tables/declaration.ts'
import { sessionOwner } from '../../tables/row-owners.ts'

// Newer platform revisions derive chat turns from messages. A turn has the id of the user message that began
// it, and its answer is the newest model message replying to it. An unfinished answer with a finish reason was
// interrupted.
const turnsFromMessages = `(select q.id, q.session_id, q.id as user_message_id, a.id as assistant_message_id,
  coalesce(a.model, q.model) as model_id, null::varchar as provider, a.finish_reason, null::varchar as error_code,
  case when a.is_finished or a.id is not null and a.is_finished is null then 'completed'
    when a.finish_reason in ('error', 'timeout') then 'failed'
    when a.finish_reason is not null then 'aborted' else 'running' end::varchar as status,
  null::varchar as error_message, q.created_at as started_at,
  case when a.finish_reason is not null or coalesce(a.is_finished, true) then a.updated_at end as completed_at,
  0::bigint as version, q.created_at, coalesce(a.updated_at, q.updated_at) as updated_at
from chat_messages q left join lateral (select * from chat_messages c
  where c.parent_message_id = q.id and c.role = 'assistant' order by c.created_at desc, c.id desc limit 1) a on true
where q.role = 'user')`

/** The tables of chats. */
export const chatTables = {
  ChatMessage: {
    access: ofSession,
    noun: 'message',
    owners: sessionOwner,
    writes: ['INSERT', 'UPDATE', 'DELETE'],
    watchedBy: ['id', 'parentMessageId', 'sessionId'],
    order: oldestFirst,
  },
  ChatSummary: {
    access: ofOwnSession,
    writes: ['DELETE'],
    watchedBy: ['endMessageId', 'id', 'parentSummaryId', 'sessionId'],
    order: oldestFirst,
  },
  ChatRun: {
    access: ofOwnSession,
    whenMissing: { subquery: turnsFromMessages },
    watchedBy: ['sessionId'],
    order: newestFirst,
  },
  ChatProviderContainer: { access: ofOwnSession, watchedBy: ['sessionId'], order: newestFirst },
  ChatProviderFile: { access: ofOwnSession, watchedBy: ['fileId', 'sessionId'], order: newestFirst },
  ChatProviderVectorStore: { access: own, isVersioned: true, watchedBy: ['userId'], order: newestFirst },
} satisfies TableDeclarations
