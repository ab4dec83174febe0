import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { isInputObjectType, isUnionType } from 'graphql'
import { describe, expect, it } from 'vitest'
import { schema } from '../src/schema/schema.ts'
import { mutations } from './support/mutations.ts'
import { operations } from './support/operations.ts'

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
const pages = ['docs/views.md', 'docs/writes.md']

describe('the pages for client developers', () => {
  it.each(pages)('%s links nothing that is not there', (page) => {
    const missing = [...linksOf(page).keys()].filter((file) => !existsSync(join(root, file)))
    expect(missing).toEqual([])
  })

  it('name every operation that is no write', () => {
    const links = linksOf('docs/views.md')
    const unnamed = operations.filter((one) => !isWrite(one) && !links.has(fileOf(one)))
    expect(unnamed.map(fileOf)).toEqual([])
  })

  it('name every write', () => {
    const links = linksOf('docs/writes.md')
    const unnamed = operations.filter((one) => isWrite(one) && !links.has(fileOf(one)))
    expect(unnamed.map(fileOf)).toEqual([])
  })

  const fileOfMutation = (name: string) =>
    `test/operations/writes/${name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}.graphql`

  it.each(mutations)('tell the errors of %s, and what it takes besides', (name) => {
    const line = linksOf('docs/writes.md').get(fileOfMutation(name)) ?? ''
    const [besides = '', errors = ''] = line.split('|').slice(3)
    const payload = schema.getType(`${name.charAt(0).toUpperCase()}${name.slice(1)}Payload`)
    if (!isUnionType(payload)) throw new Error(`${name} answers no union`)
    const real = payload
      .getTypes()
      .flatMap((type) => type.name.match(/^(?!Validation)(\w+)Error$/)?.[1] ?? [])
    const input = schema.getType(payload.name.replace(/Payload$/, 'Input'))
    if (!isInputObjectType(input)) throw new Error(`${name} takes no input`)
    const taken = ['idempotencyKey', 'expectedVersion'].filter((field) => field in input.getFields())
    expect(besides.match(/\w+/g) ?? []).toEqual(taken)
    expect((errors.match(/\w+/g) ?? []).sort()).toEqual(real.sort())
  })
})
