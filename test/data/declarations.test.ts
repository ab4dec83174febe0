import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { withMutations } from '../../scripts/mutation-docs.ts'
import { printTables } from '../../scripts/table-docs.ts'
import { loadExpectedCatalog, mergeCatalogs } from '../../src/data/expected.ts'
import { schema } from '../../src/schema/schema.ts'
import { declaredTables } from '../../src/tables/declarations.ts'

const catalog = mergeCatalogs(loadExpectedCatalog())
const uniqueIndexes = (table: string) =>
  Object.entries(catalog[table]?.indexes ?? {}).filter(([, text]) => text.startsWith('CREATE UNIQUE'))

const page = readFileSync(new URL('../../docs/reference/writes.md', import.meta.url), 'utf8')

it('docs/reference/writes.md lists the mutations as they are declared', () => {
  expect(withMutations(page), 'run "npm run generate"').toBe(page)
})

it('docs/reference/writes.md lists the tables as they are declared', () => {
  const listed = /<!-- tables -->\n(?:\|.*\n)*/.exec(page)?.[0]
  expect(listed, 'run "npm run generate"').toBe(printTables())
})

describe.each(declaredTables)('the declaration of $model', ({ model, name, declaration }) => {
  const { unique = {}, writes = [], isVersioned } = declaration
  const place = `the declaration of ${model}, in tables.ts of its domain`

  it.skipIf(name.startsWith('gateway_'))('is of a type that clients see', () => {
    expect(schema.getType(model), `define ${model} with builder.prismaNode in its domain`).toBeDefined()
  })

  it('is of a table that the migrations create', () => {
    expect(catalog[name], `no migration creates ${name}: "npm run migration" writes one`).toBeDefined()
  })

  it.runIf(writes.includes('INSERT') || writes.includes('UPDATE'))(
    'has a message for each unique constraint that a write can violate',
    () => {
      const lacking = uniqueIndexes(name)
        .filter(([index, text]) => !text.endsWith('(id)') && !(index in unique))
        .map(([index]) => index)
      expect(lacking, `add a message for each to "unique" in ${place}`).toEqual([])
    },
  )

  it('names unique constraints that exist', () => {
    const known = uniqueIndexes(name).map(([index]) => index)
    const wrong = Object.keys(unique).filter((index) => !known.includes(index))
    expect(wrong, `remove these from "unique" in ${place}`).toEqual([])
  })

  it.runIf(isVersioned)('is versioned if the table has a version', () => {
    expect(catalog[name]?.columns.version, place).toBeDefined()
  })
})
