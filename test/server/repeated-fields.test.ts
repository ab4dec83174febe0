import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { repeatsFields } from '../../src/server/limits/repeated-fields.ts'

const times = (count: number, text: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ')
const isRefused = (document: string) => repeatsFields(parse(document))

describe('a document that repeats fields', () => {
  it('may have the same ten fields in each of 100 fragments on one type', () => {
    const fields = times(10, (i) => `field${i}`)
    const spreads = times(100, (i) => `...F${i}`)
    expect(isRefused(`{ ${spreads} } ${times(100, (i) => `fragment F${i} on T { ${fields} }`)}`)).toBe(false)
  })

  it.each([
    ['plain', 'a ', 316],
    ['with arguments', 'a(b: 1) ', 141],
    ['with an alias', 'a: b ', 141],
    ['with fields', 'a { b } ', 129],
  ])('may have a field %s, %j, at most %i times at one path', (_kind, field, maxTimes) => {
    expect(isRefused(`{ ${field.repeat(maxTimes)} }`)).toBe(false)
    expect(isRefused(`{ ${field.repeat(maxTimes + 1)} }`)).toBe(true)
  })

  it('has pairs of plain fields and others counted in any order', () => {
    expect(isRefused(`{ ${'a '.repeat(100)} ${'a(b: 1) '.repeat(90)} }`)).toBe(true)
    expect(isRefused(`{ ${'a(b: 1) '.repeat(90)} ${'a '.repeat(100)} }`)).toBe(true)
  })

  it('may have the same fields under each of 100 aliases', () => {
    const page = 'messages(first: 5) { edges { node { author { id } } } }'
    expect(isRefused(`{ ${times(100, (i) => `a${i}: session(id: ${i}) { ${page} }`)} }`)).toBe(false)
  })

  it('has fields of fragments counted that may meet at other paths', () => {
    const nested = (i: number) =>
      `fragment F${i} on T${i} { ${`b${i} { `.repeat(i + 1)} a(c: 1) ${'}'.repeat(i + 1)} }`
    expect(isRefused(`{ a } ${times(174, (i) => nested(i % 174))}`)).toBe(true)
  })
})
