import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import {
  type GraphQLNamedType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import { errorCodes } from '../src/errors/codes.ts'
import { schema } from '../src/schema/schema.ts'
import { type Operation, operations } from './support/operations.ts'

const root = join(import.meta.dirname, '..')

/** The files that a page links, and the line of each. */
function linksOf(page: string): Map<string, string> {
  const links = new Map<string, string>()
  for (const line of readFileSync(join(root, page), 'utf8').split('\n')) {
    for (const [, target = ''] of line.matchAll(/\]\(([^)#:]+)\)/g)) {
      links.set(normalize(join(dirname(page), target)), line)
    }
  }
  return links
}

const fileOf = ({ name }: { name: string }) => `test/operations/${name}.graphql`
const isWrite = ({ name }: { name: string }) => name.startsWith('writes/')
const pages = ['docs/reference/views.md', 'docs/reference/writes.md']

/** The names that a type declares: its own, and those of its fields, arguments and values. */
function namesOf(type: GraphQLNamedType): string[] {
  if (isEnumType(type)) return [type.name, ...type.getValues().map(({ name }) => name)]
  if (isInputObjectType(type)) return [type.name, ...Object.keys(type.getFields())]
  if (!isObjectType(type) && !isInterfaceType(type)) return [type.name]
  const fields = Object.values(type.getFields())
  return [type.name, ...fields.flatMap(({ name, args }) => [name, ...args.map((one) => one.name)])]
}

/** How many orders the lists of an operation have, of those that have any. */
function ordersOf({ document }: Operation): number[] {
  const counts: number[] = []
  const info = new TypeInfo(schema)
  const enter = () => {
    const order = info.getFieldDef()?.args.find(({ name }) => name === 'orderBy')
    const type = order && getNamedType(order.type)
    if (isEnumType(type)) counts.push(type.getValues().length)
  }
  visit(document, visitWithTypeInfo(info, { Field: { enter } }))
  return counts
}

const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

describe('the pages for client developers', () => {
  it.each(pages)('%s links nothing that is not there', (page) => {
    const missing = [...linksOf(page).keys()].filter((file) => !existsSync(join(root, file)))
    expect(missing).toEqual([])
  })

  it('name every operation that is no write', () => {
    const links = linksOf('docs/reference/views.md')
    const unnamed = operations.filter((one) => !isWrite(one) && !links.has(fileOf(one)))
    expect(unnamed.map(fileOf)).toEqual([])
  })

  it('name every write', () => {
    const links = linksOf('docs/reference/writes.md')
    const unnamed = operations.filter((one) => isWrite(one) && !links.has(fileOf(one)))
    expect(unnamed.map(fileOf)).toEqual([])
  })

  it('describe views by names of the schema alone', () => {
    const types = Object.values(schema.getTypeMap()).flatMap(namesOf)
    // `end` is a line of `ii-gateway export`.
    const known = new Set([...types, ...Object.keys(errorCodes), 'end'])
    const text = readFileSync(join(root, 'docs/reference/views.md'), 'utf8')
    const named = [...text.matchAll(/`([A-Za-z]+(?:\.[A-Za-z]+)*)`/g)].flatMap(([, path = '']) =>
      path.split('.'),
    )
    expect(named.length).toBeGreaterThan(50)
    expect(named.filter((name) => !known.has(name))).toEqual([])
  })

  it('say how many orders a list has', () => {
    const byFile = new Map(operations.map((one) => [fileOf(one), one]))
    const rows = [...linksOf('docs/reference/views.md')].flatMap(([file, line]) => {
      const [, said = ''] = /\b(\w+) orders \|/.exec(line) ?? []
      const operation = byFile.get(file)
      return said && operation ? [{ file, said: numbers.indexOf(said), orders: ordersOf(operation) }] : []
    })
    expect(rows.length).toBeGreaterThan(2)
    for (const { file, said, orders } of rows) expect(orders, file).toContain(said)
  })
})
