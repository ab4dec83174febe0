import type { SessionFilter, SessionKind, SessionOrder, SessionStatus } from '../../gql/graphql.ts'
import { Choice, readChoice } from '../../parts/choice.tsx'
import { SearchField } from '../../parts/search-field.tsx'
import { setSearch, usePlace } from '../../shell/router.ts'
import { kindWords } from './session-table.tsx'

type Options<Value extends string> = readonly [
  readonly [Value, string],
  ...(readonly (readonly [Value, string])[]),
]

const kinds: Options<SessionKind | ''> = [
  ['', 'All kinds'],
  ['AGENT', kindWords.AGENT],
  ['CHAT', kindWords.CHAT],
  ['BROWSER_EXTENSION', kindWords.BROWSER_EXTENSION],
]
const states: Options<SessionStatus | ''> = [
  ['', 'All states'],
  ['ACTIVE', 'Active'],
  ['PENDING', 'Pending'],
  ['PAUSE', 'Paused'],
  ['PERMANENT', 'Permanent'],
]
const marked: Options<'' | 'pinned' | 'favourites'> = [
  ['', 'All sessions'],
  ['pinned', 'Pinned'],
  ['favourites', 'Favourites'],
]
const orders: Options<SessionOrder> = [
  ['RECENTLY_ACTIVE', 'Last active first'],
  ['NEWEST', 'Newest first'],
  ['OLDEST', 'Oldest first'],
  ['NAME', 'By name'],
]

/** The filter and order that the address names; the filter is null where it names none. */
export function useSessionFilter(): { filter: SessionFilter | null; orderBy: SessionOrder } {
  const { search } = usePlace()
  const name = search.get('name')
  const kind = readChoice(kinds, search.get('kind'))
  const state = readChoice(states, search.get('state'))
  const mark = readChoice(marked, search.get('marked'))
  const filter: SessionFilter = {
    ...(name && { nameContains: name }),
    ...(kind && { kinds: [kind] }),
    ...(state && { statuses: [state] }),
    ...(mark === 'pinned' && { isPinned: true }),
    ...(mark === 'favourites' && { isWishlisted: true }),
  }
  return {
    filter: Object.keys(filter).length > 0 ? filter : null,
    orderBy: readChoice(orders, search.get('order')),
  }
}

/** The controls of the filter and the order; what they say stands in the address. */
export function SessionFilters() {
  const { search } = usePlace()
  const name = search.get('name') ?? ''
  return (
    <search className="toolbar">
      <SearchField
        key={name}
        label="Name contains"
        value={name}
        onSearch={(text) => setSearch({ name: text })}
      />
      <Choice
        label="Kind"
        value={readChoice(kinds, search.get('kind'))}
        options={kinds}
        onChoose={(kind) => setSearch({ kind })}
      />
      <Choice
        label="State"
        value={readChoice(states, search.get('state'))}
        options={states}
        onChoose={(state) => setSearch({ state })}
      />
      <Choice
        label="Marked"
        value={readChoice(marked, search.get('marked'))}
        options={marked}
        onChoose={(mark) => setSearch({ marked: mark })}
      />
      <Choice
        label="Order"
        value={readChoice(orders, search.get('order'))}
        options={orders}
        onChoose={(order) => setSearch({ order })}
      />
    </search>
  )
}
