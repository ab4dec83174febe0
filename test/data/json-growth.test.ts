import { describe, expect, it } from 'vitest'
import { isExactNumber, parseJson } from '../../src/data/json.ts'
import { growth } from '../support/growth.ts'

describe('a number of JSON', () => {
  it.each([
    ['0.1', true],
    ['0.10000000000000000', true],
    ['-0.0000000000000000', true],
    ['0.12345678901234568', true],
    ['0.123456789012345678', false],
    ['9007199254740992', true],
    ['9007199254740993', false],
    ['9007199254740993.0', false],
    ['100000000000000000000000', true],
    ['100000000000000000000001', false],
    ['1.5E+3', true],
    ['1e22', true],
    ['1e400', false],
    ['1e-400', false],
    [`1.${'0'.repeat(400)}`, true],
    [`1.${'0'.repeat(400)}1`, false],
  ])('%s is exact in a double: %s', (digits, isExact) => {
    expect(isExactNumber(digits)).toBe(isExact)
    expect(isExactNumber(`-${digits.replace('-', '')}`)).toBe(isExact)
  })

  it('is replaced by its digits where a double cannot hold it, and nowhere else', () => {
    const text =
      '{"9007199254740993":[9007199254740993,-1e400,1],"a\\"":"1e400","b":{"c":12345678901234567.5}}'
    expect(parseJson(text)).toEqual({
      '9007199254740993': ['9007199254740993', '-1e400', 1],
      'a"': '1e400',
      b: { c: '12345678901234567.5' },
    })
  })
})

describe('JSON with inexact numbers', () => {
  const texts: Readonly<Record<string, (size: number) => string>> = {
    'one with zeros inside': (size) => `[1.${'0'.repeat(size / 10)}1]`,
    'one of zeros': (size) => `[0.${'0'.repeat(size / 10)}]`,
    'one of many digits': (size) => `[${'9'.repeat(size / 10)}]`,
    'many that are inexact': (size) => `[${'9007199254740993,'.repeat(size / 17)}0]`,
    'many that are exact': (size) => `[${'0.1234567890123456,'.repeat(size / 19)}0]`,
    'many exponents': (size) => `[${'1e400,'.repeat(size / 6)}0]`,
    'many texts': (size) => `[1e400,${'"1e400",'.repeat(size / 8)}0]`,
    'many quotes in a text': (size) => `[1e400,"${'\\"'.repeat(size / 2)}"]`,
    'many backslashes in a text': (size) => `[1e400,"${'\\\\'.repeat(size / 2)}"]`,
  }

  it.each(Object.entries(texts))('takes at most 2.5 times as long for twice as much of %s', (_name, make) => {
    expect(growth(make, parseJson, 1_000_000)).toBeLessThan(2.5)
  })
})
