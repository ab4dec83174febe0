import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isModel, table } from '../../src/data/batching/table.ts'
import { writeRights } from '../../src/data/write-rights.ts'

/** Functions that write a model's table, and what each needs on it. */
const rightOf: Readonly<Record<string, string>> = {
  insertRow: 'INSERT',
  updateRows: 'UPDATE',
  updateOwnRow: 'UPDATE',
  lockRow: 'UPDATE',
  lockRows: 'UPDATE',
  selectForUpdate: 'UPDATE',
  deleteRows: 'DELETE',
  deleteOwnRow: 'DELETE',
}
const calls = new RegExp(
  `\\b(${Object.keys(rightOf).join('|')})\\(\\s*(\\{[^}]*\\}|[\\w.]+),\\s*'(\\w+)'`,
  'g',
)
const statements = /\b(insert into|update|delete from) (\w+)\b/g
const upserts = /\binsert into (\w+)\b[^;`]*on conflict[^;`]*do update/g
/** A mutation that updates the one row of its payload. */
const singleRows = /payload: \{ \w+: '(\w+)' \},(?:(?!\n\}\))[\s\S])*?\n {2}update: \(/g

const files = ['src/domains', 'src/schema'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
)
const tables = new Set(
  Object.values(await import('../../src/generated/tables.ts'))
    .flatMap(Object.values)
    .map(({ name }) => name),
)

test('the rights that mutations need are those of the statements in the source', () => {
  const found = new Set<string>()
  const add = (name: string | undefined, right: string | undefined) => {
    if (name && tables.has(name) && !name.startsWith('gateway_')) found.add(`${name} ${right}`)
  }
  for (const file of files.filter((name) => name.endsWith('.ts'))) {
    const source = readFileSync(file, 'utf8')
    const ofModel = (model = '') => (isModel(model) ? table(model).name : undefined)
    for (const [, call = '', , model] of source.matchAll(calls)) add(ofModel(model), rightOf[call])
    for (const [, verb = '', name] of source.matchAll(statements))
      add(name, verb.split(' ')[0]?.toUpperCase())
    for (const [, name] of source.matchAll(upserts)) add(name, 'UPDATE')
    for (const [, model] of source.matchAll(singleRows)) add(ofModel(model), 'UPDATE')
  }
  // The one writer that is given its model: pins and favourites.
  for (const name of ['session_pins', 'session_wishlists'])
    for (const right of ['INSERT', 'DELETE']) add(name, right)
  const declared = Object.entries(writeRights).flatMap(([name, rights]) =>
    rights.map((right) => `${name} ${right}`),
  )
  expect(declared.sort(), 'list these as "writes" in tables.ts of their domain').toEqual([...found].sort())
})
