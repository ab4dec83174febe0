import { describe, expect, it } from 'vitest'
import { DeltaText } from '../../../src/live/deltas/delta-text.ts'
import { shortest } from '../../support/growth.ts'
import { secret } from './publisher.ts'

describe('the text of deltas', () => {
  const add = (pieces: readonly string[]) => {
    const text = new DeltaText()
    return pieces.map((piece) => text.add(piece)).join('')
  }

  it('holds back a word until it has ended', () => {
    const text = new DeltaText()
    expect(['Hel', 'lo wor', 'ld', '.', '\n', 'こん', 'にちは'].map((piece) => text.add(piece))).toEqual([
      '',
      'Hello ',
      '',
      '',
      'world.\n',
      'こん',
      'にちは',
    ])
  })

  it('masks a credential, however it is cut into pieces', () => {
    for (const size of [1, 2, 3, 7, 20, 200])
      for (const said of [`The key ${secret} is yours. `, `password = hunter2-Correct9! and more `]) {
        const pieces = said.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? []
        expect(add(pieces)).toMatch(/^(The key|password =) \[secret\] /)
      }
  })

  it('goes on with long texts, with and without lines', () => {
    for (const line of ['some words of a line\n', 'words without an end of the line ']) {
      const pieces = Array.from({ length: 3_000 }, () => line)
      expect(add(pieces)).toBe(pieces.join(''))
    }
  })

  it('goes on with long texts that are cut within words', () => {
    const said = 'some words of a line\n'.repeat(1_000)
    expect(add(said.match(/[\s\S]{1,97}/g) ?? [])).toBe(said)
  })

  it('holds back no more than 4,000 characters of a word that does not end', () => {
    const text = new DeltaText()
    expect(text.add('a'.repeat(4_000))).toBe('')
    expect(text.add('b'.repeat(1_000))).toBe('a'.repeat(1_000))
    expect(text.add('c'.repeat(5_000))).toBe(`${'a'.repeat(3_000)}${'b'.repeat(1_000)}${'c'.repeat(1_000)}`)
  })

  it('masks by what precedes a piece, in long texts too', () => {
    for (const words of ['a line of the text\n', 'words without an end of the line ']) {
      const text = new DeltaText()
      for (let n = 0; n < 1_000; n += 1) text.add(words)
      text.add('password = ')
      expect(text.add('hunter2-Correct9! and more '), words).toBe('[secret] and more ')
    }
  })

  it('masks a long key whole, wherever it stands in a long text', () => {
    const line = `${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj'.slice(0, 63)}\n`
    const key = ['-----BEGIN PRIVATE KEY-----\n', ...Array(100).fill(line), '-----END PRIVATE KEY-----\n']
    for (const before of [0, 100, 300, 500]) {
      const lines = [...Array<string>(before).fill('some words of a line\n'), ...key, 'more\n']
      // The first line is no credential by itself.
      expect(add(lines).replaceAll('some words of a line\n', ''), String(before)).toBe(`${key[0]}more\n`)
    }
  })

  it('takes as long for each piece of a long text as of a short one', () => {
    const text = new DeltaText()
    const add = (pieces: number) => {
      for (let n = 0; n < pieces; n += 1) text.add('some words of a line\n')
    }
    const best = () => shortest(3, () => add(300))
    add(1_000)
    const first = best()
    add(6_000)
    expect(best()).toBeLessThan(first * 3)
  })
})
