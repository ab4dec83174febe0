/** What the console computes from texts of agents takes bounded time, so that no run makes its page stand still. */
import { diffLines } from 'diff'
import { lexer } from 'marked'
import { describe, expect, it } from 'vitest'
import { toPieces } from '../../console/src/parts/ansi-pieces.ts'
import { isParsable } from '../../console/src/parts/markdown-bounds.ts'
import { align } from '../../console/src/screens/compare/align.ts'
import { compareLines } from '../../console/src/screens/run/details/line-changes.ts'
import type { Entry } from '../../console/src/screens/run/log/entry.ts'
import { growth } from '../support/growth.ts'
import { entry } from './entry.ts'

const lines = (word: string, count: number) =>
  Array.from({ length: count }, (_, n) => `${word}${n}`).join('\n')
const fill = (piece: string, length: number) =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length)

describe('the change of an edit', () => {
  it('takes at most 2.5 times as long for twice as many lines that differ', () => {
    const make = (count: number) => [lines('a', count), lines('b', count)] as const
    const compare = ([before, after]: readonly [string, string]) => compareLines(diffLines, before, after)
    expect(growth(make, compare, 8_000)).toBeLessThan(2.5)
    expect(compare(make(8_000)).map(({ added, removed }) => [added, removed])).toEqual([
      [false, true],
      [true, false],
    ])
  })

  it('is found line by line where the texts share most', () => {
    const before = lines('a', 5_000)
    const changes = compareLines(diffLines, before, before.replace('a4000\n', 'b\n'))
    expect(changes.filter(({ added, removed }) => added || removed).map(({ value }) => value)).toEqual([
      'a4000\n',
      'b\n',
    ])
  })
})

describe('steps of two runs', () => {
  const steps = (word: string, count: number, tool: (n: number) => string): Entry[] =>
    Array.from({ length: count }, (_, n) => entry(n, { tool: tool(n), text: `${word} ${n}` }))

  it.each([
    ['of one tool', () => 'Bash'],
    ['of a tool each', (n: number) => `tool ${n}`],
  ])('that all differ, %s, take at most 2.5 times as long for twice as many', (_name, tool) => {
    const make = (count: number) =>
      [steps('one', count, tool), steps('other', count, (n) => `${tool(n)} too`)] as const
    const compare = ([ones, others]: ReturnType<typeof make>) => align(ones, others)
    expect(growth(make, compare, 4_000)).toBeLessThan(2.5)
    const pairs = compare(make(4_000))
    expect(pairs.filter(({ one }) => one).length).toBe(4_000)
    expect(pairs.filter(({ other }) => other).length).toBe(4_000)
  })
})

describe('text of an agent', () => {
  const pieces = [
    ...['*a_', '***a', '**_', '*[a', '[a](', '[a][', '![', '<a b="', '`', '``a', '~a', 'a_b*', '|*a_|', '&#'],
    ...[
      '> ',
      '>',
      '1. ',
      '- ',
      '- *a_\n',
      '*a_\n',
      '*a_\n\n',
      '\n> ',
      '[x]: ',
      '<!--',
      'http://a ',
      'a@b.',
      '\\',
    ],
  ]

  it.each(pieces)('of %j is parsed as Markdown in bounded time, or not at all', (piece) => {
    const parse = (text: string) => isParsable(text) && lexer(text, { gfm: true })
    expect(growth((length) => fill(piece, length), parse, 50_000)).toBeLessThan(2.5)
  })

  it('is Markdown where people write it', () => {
    expect(
      isParsable(fill('A *list* of `code`, [links](https://x.example) and **bold** words.\n\n', 50_000)),
    ).toBe(true)
    expect(isParsable(fill('- An *item* with [a link](https://x.example) and `code`\n', 50_000))).toBe(true)
    expect(isParsable(fill('> quoted\n> > twice\n\n', 20_000))).toBe(true)
  })

  it.each(['\u001b[', '\u001b[1', '\u001b]', '\u001b]a', '\u001b[1;', '\u001b[31m', '1;'])(
    'of the terminal takes at most 2.5 times as long for twice as much of %j',
    (piece) => {
      expect(growth((length) => fill(piece, length), toPieces, 100_000)).toBeLessThan(2.5)
    },
  )
})
