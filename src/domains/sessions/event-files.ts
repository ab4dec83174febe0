import type { Audience } from '../../auth/scrub.ts'
import { defineComputedColumn } from '../../data/batching/computed.ts'
import { uuidIn } from '../../data/batching/table.ts'
import { asObject } from '../../schema/json-readers.ts'

// The files of a message that every viewer of the session may see, by the rule of `Session.assets`.
defineComputedColumn(
  'ApplicationEvent',
  'sharedFiles',
  (
    row,
  ) => `case when ${row}.event_type = 'session.user_message' and jsonb_typeof(${row}.content->'files_metadata') = 'array'
then (select string_agg(a.id::text, ' ') from jsonb_array_elements(${row}.content->'files_metadata') f
join user_assets a on a.id = ${uuidIn("(f->>'id')")} and a.is_public
where exists (select from session_assets l where l.asset_id = a.id and l.session_id = ${row}.session_id)) end`,
)

const fileLists = ['files', 'files_metadata']

/**
 * Removes from an event's content the ids, names and sizes of files that are not visible to the audience as
 * assets of the session.
 */
export function withoutPrivateFiles(
  content: unknown,
  sharedFiles: unknown,
  { owner, admin }: Audience,
): unknown {
  const event = asObject(content)
  if (owner || admin || !event || !fileLists.some((key) => Array.isArray(event[key]))) return content
  const shared = new Set(typeof sharedFiles === 'string' ? sharedFiles.split(' ') : [])
  const isShared = (file: unknown) => shared.has(String(asObject(file)?.id ?? file))
  return Object.fromEntries(
    Object.entries(event).map(([key, value]) => [
      key,
      fileLists.includes(key) && Array.isArray(value) ? value.filter(isShared) : value,
    ]),
  )
}
