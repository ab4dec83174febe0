import { describe, expect, it } from 'vitest'
import { countValues, measureJson } from '../../src/data/json.ts'
import { growth } from '../support/growth.ts'

describe('the bytes that JSON takes when it is parsed', () => {
  it.each([
    ['"a text with {, [ and , in it"', 24],
    ['"a \\" quote, {"', 24],
    ['[]', 48],
    ['{}', 64],
    ['[1,2,3]', 48 + 2 * 16],
    ['{"a":[{},{}]}', 64 + 24 + 48 + 64 + 16 + 64],
    ['{"a":"{\\\\"}', 64 + 2 * 24],
    ['"not closed {{{', 24],
    ['', 0],
  ])('of %s are %i', (text, bytes) => {
    expect(measureJson(text).bytes).toBe(bytes)
  })

  it.each(['{},', '[],', '1,', '"",', '{"a":1},', '"{}",', '\\"'])(
    'are counted in linear time for much of %j',
    (piece) => {
      expect(growth((count) => piece.repeat(count), measureJson, 400_000)).toBeLessThan(2.5)
    },
  )
})

describe('the values of JSON', () => {
  it.each([
    ['1', 0],
    ['[]', 1],
    ['[1,2,3]', 3],
    ['{"a":1,"b":"{,["}', 2],
    ['{"a":[{},{}],"b":"\\",{"}', 6],
    ['[[[[', 4],
    ['"not closed {{{', 0],
    ['', 0],
  ])('of %s are %i', (text, values) => {
    expect(countValues(text)).toBe(values)
  })
})

describe('the keys of JSON', () => {
  it.each([
    ['[1,2]', 0],
    ['{"a":1,"b:":{"c":":"}}', 3],
    ['{"a\\":":[{"b" : 2}]}', 2],
  ])('of %s are %i', (text, keys) => {
    expect(measureJson(text).keys).toBe(keys)
  })
})
