/** What is computed from large JSON of agents, from searches and in stores takes time linear in its size. */
import { describe, expect, it } from 'vitest'
import { LogEntries } from '../../client/src/log-entries.ts'
import { Position } from '../../client/src/position.ts'
import { getTextOfContent, parseMessages, parseTools } from '../../src/domains/runs/transcript.ts'
import { toSnippet } from '../../src/domains/search/snippet.ts'
import { growth } from '../support/growth.ts'

const stranger = { owner: false }
const list = (size: number, make: (n: number) => unknown) => Array.from({ length: size }, (_, n) => make(n))
const nest = (size: number, wrap: (inner: unknown) => unknown) => {
  let value: unknown = 'x'
  for (let n = 0; n < size; n += 1) value = wrap(value)
  return value
}

const transcripts: Readonly<Record<string, (size: number) => unknown>> = {
  'many messages': (size) => list(size, (n) => ({ role: 'assistant', content: `message ${n}` })),
  'many parts of a message': (size) => [
    { role: 'user', content: list(size, (n) => ({ type: 'text', text: `${n}` })) },
  ],
  'many calls of a message': (size) => [
    {
      role: 'assistant',
      tool_calls: list(size, (n) => ({ id: n, name: 'web_search', arguments: '{"q":"a"}' })),
    },
  ],
  'nested parts': (size) => [{ role: 'user', content: nest(size, (content) => [{ text: 'a', content }]) }],
  'nested calls': (size) => [
    { tool_name: 'web_search', content: nest(size, (result) => ({ tool_name: 'a', result })) },
  ],
  'instructions to the model': (size) => list(size, () => ({ role: 'system', content: 'a' })),
  'other values': (size) => list(size, (n) => [n, null, 'a', [], {}][n % 5]),
}

describe.each(Object.entries(transcripts))('a transcript of %s', (_name, make) => {
  it('takes at most 2.5 times as long for twice as much', () => {
    const parse = (messages: unknown) => {
      parseMessages({ messages }, stranger)
      parseTools(messages, stranger)
      getTextOfContent(messages)
    }
    expect(growth(make, parse, 10_000)).toBeLessThan(2.5)
  })
})

describe('a snippet of a text that a search found', () => {
  const words = ['aaaaaaab', 'aab', '…', '.*', '\ud83d', 'İ', 'ß']

  it.each(['a', 'aab ', 'aaaaaaab', '\ud83d\ude00', 'İ', 'ß', '.*', '\n', '…'])(
    'takes at most 2.5 times as long for twice as much of %j',
    (piece) => {
      const make = (length: number) => piece.repeat(length / piece.length)
      expect(growth(make, (text) => toSnippet(text, words), 1_000_000)).toBeLessThan(2.5)
    },
  )
})

describe('the entries of a store', () => {
  const event = (id: number, n: number) => ({ __typename: 'Event', cursor: `${n}`, event: { id: `${id}` } })
  const writers: Readonly<Record<string, (n: number, size: number) => number>> = {
    'a new row each': (n) => n,
    'one row again and again': () => 0,
    'the rows from the last to the first, twice': (n, size) => (size - n) % (size / 2),
    'rows of all parts of the list': (n, size) => (n * 7_919) % size,
  }

  it.each(Object.entries(writers))('take at most 2.5 times as long for twice as many: %s', (_name, idOf) => {
    const add = (size: number) => {
      const entries = new LogEntries(false)
      const position = new Position(undefined)
      for (let n = 0; n < size; n += 1) {
        if (position.advance(`${n}`)) entries.add(event(idOf(n, size), n))
        // A frame for every 200 entries.
        if (n % 200 === 0) entries.commit()
      }
    }
    expect(growth((size) => size, add, 60_000)).toBeLessThan(2.5)
  })
})
