/** Kinds of statements that do not depend on the log, with what tells their texts; the first that holds. */
const kinds = [
  ['transactions', (text) => text.startsWith('select pg_current_snapshot()')],
  ['drop slot', (text) => text.includes('pg_drop_replication_slot')],
  ['slot', (text) => text.includes('pg_replication_slots')],
  ['names', (text) => text.includes('as channel')],
  ['triggers', (text) => text.includes('pg_trigger')],
  ['row', (text) => text.startsWith('select 1 from')],
  ['poll', (text) => text.includes('as snapshot') && !text.includes('materialized')],
  ['witness', () => true],
] as const satisfies readonly (readonly [kind: string, is: (text: string) => boolean])[]
type Kind = (typeof kinds)[number][0]
const known = new Map<string, Kind>()

/** Returns the kind of a statement. Searching each text again would take as long as its answer. */
export function kindOf(text: string): Kind {
  let kind = known.get(text)
  if (!kind) {
    kind = kinds.find(([, is]) => is(text))?.[0] ?? 'witness'
    known.set(text, kind)
  }
  return kind
}
