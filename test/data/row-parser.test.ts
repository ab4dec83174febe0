import { describe, expect, it } from 'vitest'
import { parseAsciiRow } from '../../src/data/row-parser.ts'
import { randomNumbers } from '../attack/random-operations.ts'

type Values = readonly (string | null)[]

/** The payload of a row in PostgreSQL's protocol. */
function encodeRow(values: Values): Buffer {
  const count = Buffer.alloc(2)
  count.writeInt16BE(values.length)
  const parts = values.flatMap((value) => {
    const bytes = Buffer.from(value ?? '')
    const length = Buffer.alloc(4)
    length.writeInt32BE(value === null ? -1 : bytes.length)
    return [length, bytes]
  })
  return Buffer.concat([count, ...parts])
}

/** Parses a row that has other bytes around it. */
function parse(values: Values) {
  const row = encodeRow(values)
  const around = Buffer.from('é')
  return parseAsciiRow(Buffer.concat([around, row, around]), 2, 2 + row.length)
}

describe('a row of a result', () => {
  it.each<[string, Values]>([
    ['without values', []],
    ['with null and empty values', ['', null, 'a', null, '']],
    ['with lengths that are no ASCII', [127, 128, 200, 255, 256, 384].map((length) => 'x'.repeat(length))],
    ['with as many values as a byte cannot count', Array.from({ length: 200 }, (_, i) => String(i))],
    ['with control characters', ['\u0000\u007f\n', 'b']],
  ])('is decoded at once: %s', (_what, values) => expect(parse(values)).toEqual(values))

  it.each<[string, Values]>([
    ['é', ['a', 'é']],
    ['€ behind a null value', [null, '€', 'b']],
    ['a pair of surrogates', ['😀']],
    ['the first character beyond ASCII beside a length beyond it', ['x'.repeat(128), '\u0080']],
    ['a large value', ['x'.repeat(2_048)]],
  ])('is left to the driver: %s', (_what, values) => expect(parse(values)).toBeUndefined())

  it('is left to the driver exactly if a value has other characters than ASCII', () => {
    const random = randomNumbers(7)
    const pick = (count: number) => Math.floor(random() * count)
    const value = () =>
      pick(6) === 0 ? null : (['a', '~', 'ÿ', 'ż', '語', '😀'][pick(9)] ?? 'x'.repeat(pick(300)))
    let left = 0
    for (let n = 0; n < 2_000; n += 1) {
      const values = Array.from({ length: pick(6) }, value)
      const isAscii = values.every((one) => one === null || Buffer.byteLength(one) === one.length)
      if (!isAscii) left += 1
      expect(parse(values)).toEqual(isAscii ? values : undefined)
    }
    expect(left).toBeGreaterThan(200)
    expect(left).toBeLessThan(1_800)
  })
})
