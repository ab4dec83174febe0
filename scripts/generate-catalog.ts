import { readFileSync, writeFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { type Catalog, readCatalog, type Table } from '../src/data/catalog.ts'
import { openEmbedded } from '../src/data/embedded.ts'
import { catalogFile, type ExpectedCatalog } from '../src/data/expected.ts'
import { readMigrations } from '../src/data/migration-files.ts'
import { builtTemplate } from './built-template.ts'

// Writes down what the migrations make, for the check at start-up; with --check, fails where that is not current.

async function build(): Promise<ExpectedCatalog> {
  const [first, ...later] = await readMigrations()
  const database = await openEmbedded(undefined, builtTemplate)
  try {
    await database.script(first?.sql ?? '')
    const platform = await readCatalog(database)
    for (const { sql } of later) await database.script(sql)
    return { platform, gateway: added(platform, await readCatalog(database)) }
  } finally {
    await database.close()
  }
}

function added(before: Catalog, after: Catalog): Catalog {
  const tables = Object.entries(after).map(([name, table]): [string, Table] => {
    const base = before[name]
    const fresh = <Part extends keyof Table>(part: Part) =>
      Object.fromEntries(
        Object.entries(table[part]).filter(([key, value]) => !isDeepStrictEqual(base?.[part][key], value)),
      ) as Table[Part]
    return [
      name,
      {
        columns: fresh('columns'),
        constraints: fresh('constraints'),
        indexes: fresh('indexes'),
        triggers: fresh('triggers'),
      },
    ]
  })
  const isEmpty = (table: Table) => Object.values(table).every((part) => Object.keys(part).length === 0)
  return Object.fromEntries(tables.filter(([, table]) => !isEmpty(table)))
}

/** A line for each column, so that a change reads well. */
function print(catalog: ExpectedCatalog): string {
  const json = JSON.stringify(catalog, null, 1)
  return `${json.replace(/\{\s+("type": .+)\s+("nullable": .+)\s+("default": .+)\s+\}/g, '{ $1 $2 $3 }')}\n`
}

const text = print(await build())
if (!process.argv.includes('--check')) {
  writeFileSync(catalogFile, text)
} else if (readFileSync(catalogFile, 'utf8') !== text) {
  console.error('prisma/catalog.json is not what the migrations make: run "npm run generate".')
  process.exit(1)
}
