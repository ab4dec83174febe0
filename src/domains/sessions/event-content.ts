/** Returns SQL for the content of events of one type, or what `path` finds in it; null for all other events. */
export const ofType =
  (type: string, path = '') =>
  (row: string): string =>
    `case when ${row}.event_type = '${type}' then ${row}.content${path} end`
