import { readFileSync } from 'node:fs'
import type { Catalog, Table } from './catalog.ts'

/** What the migrations make, as `scripts/generate-catalog.ts` writes it down. */
export interface ExpectedCatalog {
  /** II-Agent's own tables: the first migration. */
  readonly platform: Catalog
  /** What the gateway adds: every later migration. */
  readonly gateway: Catalog
}

export const catalogFile = new URL('../../prisma/catalog.json', import.meta.url)

let loaded: ExpectedCatalog | undefined

/** Reads the file once. */
export function expectedCatalog(): ExpectedCatalog {
  loaded ??= JSON.parse(readFileSync(catalogFile, 'utf8')) as ExpectedCatalog
  return loaded
}

/** II-Agent's tables with what the gateway adds to them and beside them. */
export function completeCatalog({ platform, gateway }: ExpectedCatalog): Catalog {
  const added = Object.entries(gateway).map(([name, table]) => [name, merge(platform[name], table)])
  return { ...platform, ...Object.fromEntries(added) }
}

function merge(base: Table | undefined, added: Table): Table {
  return {
    columns: { ...base?.columns, ...added.columns },
    constraints: { ...base?.constraints, ...added.constraints },
    indexes: { ...base?.indexes, ...added.indexes },
    triggers: { ...base?.triggers, ...added.triggers },
  }
}
