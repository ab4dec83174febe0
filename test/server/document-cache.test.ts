import { createHash } from 'node:crypto'
import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { DocumentCache } from '../../src/server/document-cache.ts'
import { Documents } from '../../src/server/documents.ts'

const trusted = 'query Trusted { __typename }'
const keep = (cache: DocumentCache, text: string) => cache.keep(text, parse(text))
const wide = (i: number) => `query Q${i} { ${'__typename '.repeat(50)} }`

describe('the cache of documents', () => {
  const open = (maxBytes = 1_000_000) => new DocumentCache(maxBytes, (text) => text === trusted)

  it('keeps the latest by their size, and what is trusted whatever comes', () => {
    const cache = open()
    keep(cache, trusted)
    for (let i = 0; i < 200; i += 1) keep(cache, wide(i))
    expect(cache.get(trusted)).toBeDefined()
    expect(cache.get(wide(199))).toBeDefined()
    expect(cache.get(wide(0))).toBeUndefined()
  })

  it('keeps nothing that would drive out an eighth of the others', () => {
    const cache = open()
    const small = 'query Small { __typename }'
    keep(cache, small)
    const large = `{ ${'__typename '.repeat(1_000)} }`
    keep(cache, large)
    expect(cache.get(large)).toBeUndefined()
    expect(cache.get(small)).toBeDefined()
  })

  it('counts a plan for each set of conditions', () => {
    const kept = (conditions: number) => {
      const cache = open(4_000_000)
      // The same number of nodes, however many of the variables leave something out.
      const names = ['$a', '$b', '$c']
      const declared = names.map((name) => `${name}: Boolean!`).join(' ')
      const fields = names.map((_, i) => `__typename @skip(if: ${names[i % conditions]})`).join(' ')
      const texts = Array.from({ length: 100 }, (_, i) => `query Q${i}(${declared}) { ${fields} }`)
      for (const text of texts) keep(cache, text)
      return texts.filter((text) => cache.get(text)).length
    }
    expect(kept(3)).toBeGreaterThan(0)
    expect(kept(1)).toBeGreaterThan(2 * kept(3))
  })
})

describe('registered documents', () => {
  const named = (query: string) => ({
    query,
    extensions: {
      persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') },
    },
  })
  const byHash = (query: string) => ({ ...named(query), query: undefined })

  it('are those that were valid, and no others drive them out', () => {
    const documents = new Documents({ maxRegistered: 1_000 })
    const valid = named(trusted)
    documents.textOf(valid)
    expect(() => documents.textOf(byHash(trusted))).toThrow('PersistedQueryNotFound')
    documents.register(valid)
    for (let i = 0; i < 100; i += 1) documents.textOf(named(`{ refused${i} }${' '.repeat(400)}`))
    expect(documents.textOf(byHash(trusted))).toBe(trusted)
  })

  it.each<{ sha256Hash: unknown }>([
    { sha256Hash: { toString: 1 } },
    { sha256Hash: ['a'] },
    { sha256Hash: 5 },
    { sha256Hash: null },
    { sha256Hash: true },
  ])('have no hash like %j', ({ sha256Hash }) => {
    const extensions = { persistedQuery: { version: 1, sha256Hash } }
    const refused = expect.objectContaining({
      message: expect.stringContaining('sha256Hash'),
      extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
    })
    let thrown: unknown
    try {
      new Documents().textOf({ query: '{ __typename }', extensions })
    } catch (error) {
      thrown = error
    }
    expect(thrown).toEqual(refused)
  })
})
