import type { Reader } from '../../auth/scrub.ts'
import { deriveColumn } from '../../data/batching/derived.ts'
import type { Model } from '../../data/batching/table.ts'
import type { Context } from '../../schema/context.ts'

type Row = Readonly<Record<string, unknown>>

const ofSession = (id: string) => `(select owner.user_id from sessions owner where owner.id = ${id})`
const uuidOf = (text: string) =>
  `case when ${text} ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then ${text}::uuid end`

const owners: { readonly [Name in Model]?: (row: string) => string } = {
  Session: (row) => `${row}.user_id`,
  ApplicationEvent: (row) => `coalesce(${ofSession(`${row}.session_id`)}, ${row}.user_id)`,
  ChatMessage: (row) => ofSession(`${row}.session_id`),
  RunTask: (row) => ofSession(`${row}.session_id`),
  AgentRunMessage: (row) => ofSession(`${row}.session_id`),
  AgentEventLog: (row) => ofSession(uuidOf(`${row}.session_id`)),
}
for (const [model, text] of Object.entries(owners)) deriveColumn(model as Model, 'ownerId', text)

/**
 * A field over JSON or text that is scrubbed differently for the owner of the session and for everyone else: `columns`
 * are what it reads. Only for models whose owner is known here.
 */
export function scrubbed<Value>(columns: readonly string[], read: (row: Row, reader: Reader) => Value) {
  return {
    extensions: { columns: [...columns, 'ownerId'] },
    resolve: (row: object, _args: object, { viewer }: Context) =>
      read(row as Row, {
        owner: viewer !== null && (row as Row).ownerId === viewer.id,
        admin: viewer?.isAdmin === true,
      }),
  }
}

/** A field that nobody but the owner of the session (and admins) may read: null for whoever sees a public session. */
export function forOwner<Value>(columns: readonly string[], read: (row: Row) => Value) {
  return {
    nullable: true as const,
    extensions: { columns: [...columns, 'ownerId'] },
    resolve: (row: object, _args: object, { viewer }: Context): Value | null =>
      viewer && (viewer.isAdmin || (row as Row).ownerId === viewer.id) ? read(row as Row) : null,
  }
}
