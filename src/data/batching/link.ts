import { column, keyOf, type Model, ref, table } from './table.ts'

/**
 * The relation of listed rows to their parents through a row of another table: a link table (`to` is its
 * column that references the listed row), or a join condition, identified by `name`, such as all rows of the
 * same family.
 */
export type Link =
  | { readonly model: Model; readonly to: string }
  | {
      readonly model: Model
      readonly name: string
      readonly on: (link: string, row: string) => string
      /**
       * Set if the listed table has an index on the first column of the list's order. The page of a parent
       * with very many links is then searched in the first rows of the whole table.
       */
      readonly scansInOrder?: boolean
      /**
       * The column of the listed table that has the parent's key, by which changes of the list are signalled.
       * Without it, every change of the listed table may be one; null if none is signalled.
       */
      readonly signalledBy?: string | null
    }

/** Returns the identity of a link for statement keys. */
export function toLinkKey(link: Link): string {
  return `${link.model}.${'to' in link ? link.to : link.name}`
}

/** `links l join rows t on …`; `rows` replaces the listed table as the source. */
export function joinText(link: Link, model: Model, rows = table(model).name): string {
  const on = 'to' in link ? toKey(link.model, link.to, model) : link.on('l', 't')
  return `${table(link.model).name} l join ${rows} t on ${on}`
}

function toKey(link: Model, to: string, model: Model): string {
  return `t."${column(model, keyOf(model)).name}" = ${ref('l', link, to)}`
}

/** A join on equal columns: `{ sessionId: 'sessionId' }` maps the listed row's fields to the link's. */
export function sameValues(link: Model, model: Model, fields: Readonly<Record<string, string>>) {
  return (linkRow: string, row: string) =>
    Object.entries(fields)
      .map(([field, from]) => `${ref(row, model, field)} = ${ref(linkRow, link, from)}`)
      .join(' and ')
}
