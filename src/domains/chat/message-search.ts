import { builder } from '../../schema/builder.ts'
import { searchInSession } from '../../schema/search-in-session.ts'

/** Returns SQL for the text of a message; tool input and results are not searched. */
export function searchedText(row: string): string {
  const parts = `case jsonb_typeof(${row}.content) when 'array' then ${row}.content
when 'object' then case jsonb_typeof(${row}.content->'parts') when 'array' then ${row}.content->'parts' end end`
  const word = `p.part->case p.part->>'type' when 'text' then 'text' when 'reasoning' then 'thinking'
when 'code_block' then 'content' when 'council_member_output' then 'content' when 'council_synthesis' then 'content' end`
  return `(select string_agg(w.word #>> '{}', E'\\n' order by p.n) from jsonb_array_elements(${parts}) with ordinality p(part, n)
cross join lateral (select ${word} as word) w where jsonb_typeof(w.word) = 'string')`
}

builder.queryField('searchMessages', (t) =>
  t.field(
    searchInSession(
      'ChatMessage',
      searchedText,
      'Messages of one of your chats in which this is said, newest first: in texts, thoughts, code and answers of several models, not in what tools were given and gave. Reads the whole chat, and can be slow in a long one.',
    ),
  ),
)
