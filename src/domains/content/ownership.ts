import { deriveColumn } from '../../data/batching/derived.ts'
import { ref } from '../../data/batching/table.ts'
import type { Context } from '../../schema/context.ts'

type Row = Readonly<Record<string, unknown>>
type Derived<Value> = {
  readonly extensions: { readonly columns: readonly string[] }
  readonly resolve: (row: object) => Value
}

deriveColumn(
  'Storybook',
  'owners',
  (row) => `array(select s.user_id from sessions s where s.id = ${ref(row, 'Storybook', 'sessionId')})`,
)

// A page belongs to whoever owns a session with a book that has it.
deriveColumn(
  'StorybookPage',
  'owners',
  (
    row,
  ) => `array(select distinct s.user_id from storybook_page_links l join storybooks b on b.id = l.storybook_id
join sessions s on s.id = b.session_id where l.page_id = ${ref(row, 'StorybookPage', 'id')})`,
)

/** A derived field that only the owner (and admins) may read: null for everyone else who sees a public session. */
export function ownersOnly<Value>({ extensions, resolve }: Derived<Value>) {
  return {
    nullable: true as const,
    extensions: { columns: [...extensions.columns, 'owners'] },
    resolve: (row: object, _args: object, { viewer }: Context): Value | null => {
      if (!viewer) return null
      const owners = (row as Row).owners as readonly string[]
      return viewer.isAdmin || owners.includes(viewer.id) ? resolve(row) : null
    },
  }
}
