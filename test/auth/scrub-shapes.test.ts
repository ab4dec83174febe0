import { describe, expect, it } from 'vitest'
import { scrubJson, scrubOwnWork, scrubToolInput, scrubToolResult } from '../../src/auth/scrub.ts'
import { cut } from '../../src/auth/secret-patterns.ts'
import { growth } from '../support/growth.ts'

const stranger = { owner: false }
const owner = { owner: true }

/** Each masks a document with the same rules for its strings, and its own for its structure. */
const walks: Readonly<Record<string, (value: unknown) => unknown>> = {
  'an event': (value) => scrubJson(value, stranger),
  'the owner’s event': (value) => scrubJson(value, owner),
  'the owner’s work': (value) => scrubOwnWork(value, owner),
  'the input of a shared tool': (value) => scrubToolInput('web_search', value, stranger),
  'the input of a hidden tool': (value) => scrubToolInput('Bash', value, stranger),
  'the result of a shared tool': (value) => scrubToolResult('web_visit', value, stranger),
  'the result of a credential tool': (value) => scrubToolResult('get_database_connection', value, owner),
  'a secret list': (value) => scrubJson({ secrets: value }, stranger),
  'answers to a tool': (value) => scrubJson({ user_input_schema: [{ value, name: 'a' }] }, stranger),
}

function nested(levels: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = 'x'
  for (let level = 0; level < levels; level += 1) value = wrap(value)
  return value
}

const shapes: Readonly<Record<string, (size: number) => unknown>> = {
  'nested lists': (size) => nested(size, (inner) => [inner]),
  'nested objects': (size) => nested(size, (inner) => ({ a: inner })),
  'nested tool calls': (size) =>
    nested(size, (inner) => ({ tool_name: 'web_search', tool_input: { a: inner } })),
  'nested pairs': (size) => nested(size, (inner) => ({ name: 'password', value: inner })),
  'JSON that is text, nested': (size) => '['.repeat(size) + ']'.repeat(size),
  'many keys': (size) => Object.fromEntries(Array.from({ length: size }, (_, key) => [`key${key}`, key])),
  'many secret keys': (size) =>
    // Of one length: what a key costs depends on it.
    Object.fromEntries(
      Array.from({ length: size }, (_, key) => [`a${String(key).padStart(5, '0')}_token`, 'abc']),
    ),
  'a long key': (size) => ({ ['k'.repeat(size * 10)]: 1 }),
  'a long name of a pair': (size) => ({ name: 'password'.repeat(size), value: 'x' }),
  'many pairs': (size) => Array.from({ length: size }, () => ({ name: 'password', value: 'Ab1Cd2Ef3' })),
  'a list of names': (size) => Array.from({ length: size }, () => 'password'),
  'a table': (size) => ({
    columns: ['user', 'password'],
    rows: Array.from({ length: size }, () => ['joe', 'Ab1Cd2Ef3']),
  }),
  'a table of many columns': (size) => [
    Array.from({ length: size }, () => 'password'),
    Array.from({ length: size }, () => 'Ab1Cd2Ef3'),
  ],
  'a list of lines': (size) => Array.from({ length: size }, () => '-----BEGIN PRIVATE KEY-----'),
  'a long line': (size) => 'word '.repeat(size * 2),
}

describe.each(Object.entries(walks))('masking %s', (_name, walk) => {
  it.each(Object.entries(shapes))('takes at most 2.5 times as long for twice as much: %s', (_shape, make) => {
    // V8's own JSON.parse takes up to three times as long for twice as many lists, as it collects garbage in the larger one alone.
    expect(growth(make, walk, 20_000, 1)).toBeLessThan(2.5)
  })

  it.each(['nested lists', 'nested objects', 'nested tool calls'])(
    'bounds the depth of its answer: %s',
    (shape) => {
      const text = JSON.stringify(walk(shapes[shape]?.(5_000)))
      expect((text.match(/[[{]/g) ?? []).length).toBeLessThan(200)
    },
  )
})

describe('characters that are no text', () => {
  const odd = ['\ud800', '\udc00x', 'a\u0000b', '\u0000', '\uffff', 'token=\ud800', '%22\udfff', '\u202ebidi']

  it.each(odd)('%j is kept, as a value and as a key', (text) => {
    expect(scrubJson({ [text]: text, list: [text, text] }, stranger)).toEqual({
      [text]: text,
      list: [text, text],
    })
  })

  it('a credential beside them is masked', () => {
    for (const text of odd.slice(0, 4)) {
      const secret = `gh${'p_'}a8Bc3dE5fG7hJ9kL2mN4pQ6rS8tU1vW3xY5z`
      expect(JSON.stringify(scrubJson({ a: `${text} ${secret} ${text}` }, stranger))).not.toContain('a8Bc3d')
    }
  })

  it('what is beyond a document’s bounds is cut', () => {
    expect(JSON.stringify(scrubJson(shapes['nested lists']?.(100), stranger))).toContain(cut)
  })
})
