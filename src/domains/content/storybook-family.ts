import { always, condition } from '../../data/batching/condition.ts'
import type { Link } from '../../data/batching/link.ts'
import { ref } from '../../data/batching/table.ts'
import { getDeclaredOrder } from '../../tables/list-order.ts'

/** Newest version first; concurrent edits can create two versions with the same number. */
const newestFirst = getDeclaredOrder('Storybook')

const familyOf = (row: string) =>
  `coalesce(${ref(row, 'Storybook', 'rootStorybookId')}, ${ref(row, 'Storybook', 'id')})`

const sameFamily = (a: string, b: string) =>
  `(${ref(b, 'Storybook', 'id')} = ${familyOf(a)} or ${ref(b, 'Storybook', 'rootStorybookId')} = ${familyOf(a)})`

const age = (row: string) => `(${newestFirst.fields.map((field) => ref(row, 'Storybook', field)).join(', ')})`

/** All versions of the same book, itself included. */
export const family: Link = { model: 'Storybook', name: 'family', on: sameFamily }

/** Earlier versions of the same book. */
export const earlier: Link = {
  model: 'Storybook',
  name: 'earlier version',
  on: (link, row) => `${sameFamily(link, row)} and ${age(row)} < ${age(link)}`,
}

// `offset 0` forces a lookup per storybook; planned as one join, it could read all storybooks.
const latest = condition(
  [],
  (row) => `not exists (select from storybooks later
where later.session_id = ${ref(row, 'Storybook', 'sessionId')} and ${familyOf('later')} = ${familyOf(row)}
and ${age('later')} > ${age(row)} offset 0)`,
)

/** Only the newest version of each book in a session. */
export const latestOnly = (wanted: boolean) => (wanted ? latest : always)
