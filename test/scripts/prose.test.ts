import { describe, expect, it } from 'vitest'
import { proseErrors } from '../../scripts/prose.ts'

describe('the prose check', () => {
  it.each([
    ['a docstring', 'a.ts', '/** Whoever asks. */'],
    ['a line inside a docstring', 'a.ts', ' * the client is told'],
    ['a comment', 'a.ts', '  // So many are kept.'],
    ['a comment behind code', 'a.ts', 'const max = 5 // for whom it is'],
    ['a test title', 'a.test.ts', "  it('goes the long way', () => {"],
    ['a description', 'a.ts', "  description: 'For whoever is signed in.',"],
    ['a Prisma description', 'a.prisma', '/// As it is now.'],
    ['a document', 'a.md', 'Nobody else may.'],
  ])('reports a phrase in %s', (_where, file, text) => {
    expect(proseErrors(file, text)).toHaveLength(1)
  })

  it.each([
    ['a variable', 'const mostRows = 5'],
    ['a destructured variable', 'const { told } = start()'],
    ['a parameter', 'function limit(first: number, least: number): void {'],
    ['a parameter without a type', 'rows.map((whose) => 1)'],
    ['a function', 'export async function tellOwners(): Promise<void> {'],
    ['a type', 'export type Heard = string'],
    ['a private method', '  async #wakeByAndBy(): Promise<void> {'],
    ['a private field', '  #told: string'],
  ])('reports %s that is named by a word of the list', (_kind, text) => {
    expect(proseErrors('a.ts', text)).toHaveLength(1)
  })

  it.each([
    ['a variable', '  let found = false'],
    ['a private field', '  #closed = false'],
    ['a private field that is set by the constructor', '  readonly #trustedOnly: boolean'],
  ])('reports a boolean whose name asks no question: %s', (_kind, text) => {
    expect(proseErrors('a.ts', text)).toHaveLength(1)
  })

  it('reports the line, the phrase and what to write instead', () => {
    expect(proseErrors('a.md', 'One.\n\nIt hears of changes.')).toEqual([
      { line: 3, found: 'hears of', instead: '"is notified of"' },
    ])
  })

  it.each([
    ['code', 'a.ts', 'const next = whoever'],
    ['a name in a string', 'a.ts', "log('let told = 1')"],
    ['a property of SQL', 'a.ts', '  `select greatest(most, 1)`,'],
    ['a string that is no title', 'a.ts', "throw new Error('whoever')"],
    ['a boolean that asks a question', 'a.ts', '  #isClosed = false'],
    ['a field that is true or undefined', 'a.ts', '  let found: true | undefined'],
    ['other prose', 'a.md', 'The viewer gets the error.'],
  ])('accepts %s', (_what, file, text) => {
    expect(proseErrors(file, text)).toEqual([])
  })
})
