import { describe, expect, it } from 'vitest'
import { proseErrors } from '../../scripts/prose.ts'

describe('the prose check', () => {
  it.each([
    ['a docstring', 'a.ts', '/** Whoever asks. */'],
    ['a line inside a docstring', 'a.ts', ' * the client is told'],
    ['a comment', 'a.ts', '  // So many are kept.'],
    ['a comment behind code', 'a.ts', 'const most = 5 // for whom it is'],
    ['a test title', 'a.test.ts', "  it('goes the long way', () => {"],
    ['a description', 'a.ts', "  description: 'For whoever is signed in.',"],
    ['a Prisma description', 'a.prisma', '/// As it is now.'],
    ['a document', 'a.md', 'Nobody else may.'],
  ])('reports a phrase in %s', (_where, file, text) => {
    expect(proseErrors(file, text)).toHaveLength(1)
  })

  it('reports the line, the phrase and what to write instead', () => {
    expect(proseErrors('a.md', 'One.\n\nIt hears of changes.')).toEqual([
      { line: 3, found: 'hears of', instead: '"is notified of"' },
    ])
  })

  it.each([
    ['code', 'a.ts', 'const whom = whoever'],
    ['a string that is no title', 'a.ts', "throw new Error('whoever')"],
    ['other prose', 'a.md', 'The viewer gets the error.'],
  ])('accepts %s', (_what, file, text) => {
    expect(proseErrors(file, text)).toEqual([])
  })
})
