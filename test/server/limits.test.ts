import { readFileSync } from 'node:fs'
import { type DocumentNode, getIntrospectionQuery, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { limits } from '../../src/config/limits.ts'
import { readConfig } from '../../src/config.ts'
import { schema } from '../../src/schema/schema.ts'
import { createAddressReader } from '../../src/server/address.ts'
import { createCost } from '../../src/server/limits/cost.ts'
import { measure } from '../../src/server/limits/measure.ts'
import { selectOperation } from '../../src/server/operation.ts'

describe('the limits', () => {
  const documentation = readFileSync(new URL('../../docs/reference/security.md', import.meta.url), 'utf8')

  it.each(Object.entries(limits))(
    '%s is documented as it is',
    (name, { variable, default: value, description }) => {
      expect(documentation).toContain(`| \`${name}\` | \`${variable}\` | \`${value}\` | ${description} |`)
    },
  )

  it.each(Object.entries(limits))('%s is read from the environment', (name, { variable, range: [min] }) => {
    expect(readConfig({ [variable]: String(min) }).limits).toMatchObject({ [name]: min })
    expect(() => readConfig({ [variable]: '-1' })).toThrow(variable)
  })
})

describe('the cost', () => {
  const evaluate = createCost(schema)
  const costOf = (document: DocumentNode, variables: Record<string, unknown>) => {
    const operation = selectOperation({ document })
    if (!operation) throw new Error('no operation')
    return evaluate(document, operation, variables)
  }
  it.each<[string, Record<string, unknown>, number]>([
    ['{ viewer { id } }', {}, 1],
    ['{ viewer { sessions { nodes { id } } } }', {}, 1 + 1 + 20],
    ['{ viewer { sessions(first: 100) { nodes { id } } } }', {}, 1 + 1 + 100],
    ['{ viewer { sessions(first: 100) { edges { cursor node { id } } } } }', {}, 1 + 1 + 100],
    ['{ viewer { sessions(last: 7) { totalCount pageInfo { endCursor } } } }', {}, 1 + 1 + 10 + 1],
    ['query ($n: Int) { viewer { sessions(first: $n) { nodes { id } } } }', { n: 3 }, 1 + 1 + 3],
    ['query ($n: Int = 5) { viewer { sessions(first: $n) { nodes { id } } } }', {}, 1 + 1 + 5],
    ['query ($n: Int = 5) { viewer { sessions(first: $n) { nodes { id } } } }', { n: 50 }, 1 + 1 + 50],
    ['query ($n: Int = 1) { viewer { sessions(first: $n) { nodes { id } } } }', { n: null }, 1 + 1 + 20],
    ['query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: ['a', 'b', 'c'] }, 3],
    ['query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: [] }, 1],
    ['{ __typename }', {}, 1],
    ['query ($constructor: [ID!]! = ["a", "b"]) { nodes(ids: $constructor) { id } }', {}, 2],
    ['query ($toString: Int = 3) { viewer { sessions(first: $toString) { nodes { id } } } }', {}, 1 + 1 + 3],
    [
      'query ($__proto__: Int = 3) { viewer { sessions(first: $__proto__) { nodes { id } } } }',
      JSON.parse('{ "__proto__": 7 }'),
      1 + 1 + 7,
    ],
    ['{ nodes(ids: ["a", "b"]) { id } }', {}, 2],
    ['{ __schema { queryType { name } } }', {}, 2_000],
    [getIntrospectionQuery({ descriptions: true, inputValueDeprecation: true, oneOf: true }), {}, 2_000],
    ['{ __schema { a: types { name } ...T } } fragment T on __Schema { b: types { name } }', {}, 4_000],
    [
      '{ __type(name: "User") { a: fields { ...F } b: fields { ...F ...F } } } fragment F on __Field { c: name d: name }',
      {},
      12_000,
    ],
    ['{ a: viewer { id } b: viewer { id } ...F } fragment F on Query { viewer { id } }', {}, 3],
  ])('of %s with %o is %i', (text, variables, cost) => {
    expect(costOf(parse(text), variables)).toBe(cost)
  })

  it('of the same document follows its variables', () => {
    const document = parse('query ($n: Int) { viewer { sessions(first: $n) { nodes { id } } } }')
    expect([1, 100, 2].map((n) => costOf(document, { n }))).toEqual([3, 102, 4])
  })
})

describe('the measure of a document', () => {
  it('counts fragments where they are spread, and ends in a cycle', () => {
    const text =
      'query @a { a: x { ...F } ...F } fragment F on T { b: y @b { z } ...G } fragment G on T { ...F }'
    expect(measure(parse(text))).toEqual({
      depth: 3,
      aliases: 3,
      directives: 3,
      rootFields: 2,
      selections: 11,
      fragments: 2,
    })
  })
})

describe('the address of a client', () => {
  const from = (remoteAddress: string, forwarded?: string, trusted: string[] = []) =>
    createAddressReader(trusted)({
      socket: { remoteAddress },
      headers: forwarded ? { 'x-forwarded-for': forwarded } : {},
    } as never)

  it('is that of the connection, unless a trusted proxy says otherwise', () => {
    expect(from('10.0.0.1', '203.0.113.9')).toBe('10.0.0.1')
    expect(from('10.0.0.1', '203.0.113.9', ['10.0.0.0/8'])).toBe('203.0.113.9')
    expect(from('10.0.0.1', '1.1.1.1, 203.0.113.9, 10.0.0.7', ['10.0.0.0/8'])).toBe('203.0.113.9')
    expect(from('::ffff:192.0.2.1')).toBe('192.0.2.1')
  })

  it('of IPv6 is its network', () => {
    expect(from('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2')
    expect(from('2001:db8::6')).toBe('2001:db8:0:0')
    expect(from('::1')).toBe('0:0:0:0')
  })

  it('is without the port that some proxies write', () => {
    const behind = (forwarded: string) => from('10.0.0.1', forwarded, ['10.0.0.0/8'])
    expect(behind('203.0.113.9:50123')).toBe('203.0.113.9')
    expect(behind('[2001:db8:1:2::6]:50123')).toBe('2001:db8:1:2')
    expect(behind('[2001:db8:1:2::6]')).toBe('2001:db8:1:2')
    expect(behind('unknown')).toBe('unknown')
  })
})
