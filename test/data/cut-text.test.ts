import { describe, expect, it } from 'vitest'
import { scrubJson } from '../../src/auth/scrub.ts'
import { maxTextLength, scrubText } from '../../src/auth/secret-patterns.ts'
import { cutText, wholeCharacter } from '../../src/data/cut-text.ts'

describe('cutText', () => {
  it.each([
    ['abc', 3, 'abc'],
    ['abc', 2, 'ab'],
    ['a😀b', 1, 'a'],
    ['a😀b', 2, 'a'],
    ['a😀b', 3, 'a😀'],
    ['😀', 1, ''],
    ['', 0, ''],
  ])('cuts %j after %i to %j', (text, length, cut) => {
    expect(cutText(text, length)).toBe(cut)
  })

  it('leaves a half alone that is no part of a pair', () => {
    expect(wholeCharacter('\udc00\udc00', 1)).toBe(1)
  })
})

describe('masking', () => {
  const long = `${'x '.repeat(maxTextLength / 2 - 1)}x😀😀`

  it.each([
    ['a text', (text: string) => scrubText(text)],
    ['JSON', (text: string) => scrubJson({ text }, { owner: true })],
  ])('cuts no character of %s that is too long', (_what, mask) => {
    expect(JSON.stringify(mask(long))).not.toMatch(/\\ud[89a-f]/i)
  })
})
