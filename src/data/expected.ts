import { readFileSync } from 'node:fs'
import type { Catalog, Table } from './catalog.ts'

/** The catalog that the migrations create, as written by `scripts/generate-catalog.ts`. */
export interface ExpectedCatalog {
  /** II-Agent's own tables, from the first migration. */
  readonly platform: Catalog
  /** The gateway's additions, from the later migrations. */
  readonly gateway: Catalog
}

export const catalogFile = new URL('../../prisma/catalog.json', import.meta.url)

let loaded: ExpectedCatalog | undefined

/** Returns the expected catalog; the file is read once. */
export function loadExpectedCatalog(): ExpectedCatalog {
  loaded ??= JSON.parse(readFileSync(catalogFile, 'utf8')) as ExpectedCatalog
  return loaded
}

/** Returns II-Agent's tables merged with the gateway's additions. */
export function mergeCatalogs({ platform, gateway }: ExpectedCatalog): Catalog {
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
