import { describe, expect, it, vi } from 'vitest'
import { encodeJson } from '../../src/server/encode-json.ts'

const list = (count: number, make: (i: number) => unknown) => Array.from({ length: count }, (_, i) => make(i))
const nested = (levels: number): object => (levels === 0 ? { end: [1] } : { a: nested(levels - 1), b: [{}] })

describe('a large result', () => {
  it.each<[string, object]>([
    ['a connection', { data: { users: { nodes: list(20, (i) => ({ i, text: 'x'.repeat(i) })) } } }],
    ['texts beyond ASCII', { data: { a: list(9, (i) => `é€😀${i}`), b: 'ÿ' } }],
    ['escaped texts and names', { data: { '"\n': ['\ud800', '"\\\u0001', '\udc00\ud800'] } }],
    ['members without a value', { data: { a: undefined, b: { c: undefined }, d: null, e: undefined } }],
    ['items without a value', { data: [undefined, null, [undefined]] }],
    ['the name __proto__', { data: JSON.parse('{"__proto__":{"a":1},"b":[]}') }],
    ['empty values', { data: { a: {}, b: [], c: '' } }],
    ['values that are nested deep', { data: nested(12) }],
    ['scalars', { data: { a: 1.5, b: true, c: -0, d: Number.POSITIVE_INFINITY }, extensions: { cost: 3 } }],
  ])('is encoded as by JSON.stringify: %s', (_what, result) =>
    expect(encodeJson(result).toString()).toBe(JSON.stringify(result)),
  )

  it('is serialized by the items of its lists', () => {
    const data = { users: { nodes: list(20, (i) => ({ i, texts: list(50, () => 'x'.repeat(100)) })) } }
    const stringify = vi.spyOn(JSON, 'stringify')
    const bytes = encodeJson({ data })
    const lengths = stringify.mock.results.map(({ value }) => value.length)
    stringify.mockRestore()
    expect(Math.max(...lengths)).toBeLessThan(bytes.length / 15)
  })
})
