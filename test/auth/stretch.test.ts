import { describe, expect, it } from 'vitest'
import { scrubJson } from '../../src/auth/scrub.ts'
import { maxTextLength, scrubText } from '../../src/auth/secret-patterns.ts'
import { resumable, runStep } from '../../src/data/resumable.ts'
import { isBeyondTurn } from '../../src/data/turns.ts'

const line = (start: string, filler: string, end = '') =>
  `${start}${filler.repeat(95)}`.slice(0, 95 - end.length) + end

/** The slowest of several thousand combinations of what is looked for, and what may stand beside it. */
const lines: readonly string[] = [
  ...[line('token=', '0'), line('', 'a1', 'password: '), line('token=', '-'), line('', '_', 'API_KEY=')],
  ...[line('token=', 'a.'), line('password="', 'www.'), line('', 'aA', 'API_KEY='), line(':*:1:a:b:', '>')],
  ...[line(':*:1:a:b:', '\\'), line('', ':', ':6432:a:b:c'), line(' -b a=', 'a:'), line('| sudo -S', 'a.')],
  ...[line('| chpasswd ', '-'), line('://', 'a:'), line('1//0', 'a'), ':5432:a:b:c'],
]
const encodings: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `%22${text}`,
  (text) => `${Buffer.from(text.repeat(4)).toString('base64')} `,
]

const code = 'const value = { name: "a", other: compute(2, list[3]) } // see https://example.com/a?b=c\n'
const full = (piece: string) => piece.repeat(Math.ceil(maxTextLength / piece.length)).slice(0, maxTextLength)

/** The time that a function takes at best, in milliseconds. Processor time is counted in steps that are too large. */
function bestTime(run: () => unknown, times: number): number {
  let best = Number.POSITIVE_INFINITY
  for (let n = 0; n < times; n += 1) {
    const startedAt = performance.now()
    run()
    best = Math.min(best, performance.now() - startedAt)
  }
  return best
}

describe('a text of the maximum length', () => {
  it('takes at most 15 times as long in the worst case as code', () => {
    const ordinary = bestTime(() => scrubText(full(code)), 10)
    const slow = lines
      .flatMap((piece) => encodings.map((encode) => full(encode(piece))))
      .filter((text) => [1, 3, 10].every((times) => bestTime(() => scrubText(text), times) > ordinary * 15))
    expect(slow.map((text) => text.slice(0, 100))).toEqual([])
  })
})

/** Turns of the event loop while `work` runs, and what `mark` counts in the fullest of them. */
async function watchTurns(work: () => unknown, counted: () => number) {
  let [turns, maxCount, before] = [0, 0, counted()]
  let isOver = false
  const count = () => {
    turns += 1
    maxCount = Math.max(maxCount, counted() - before)
    before = counted()
    if (!isOver) setImmediate(count)
  }
  setImmediate(count)
  const result = await work()
  isOver = true
  count()
  return { result, turns, maxCount }
}

const run = <Value>(work: () => Value, check?: () => void) => resumable(work, undefined, undefined, check)

describe('a document of many texts', () => {
  const texts = Array.from({ length: 60 }, (_, n) => `${n} ${'A_token=abc1 '.repeat(1_200)}`)

  it('is masked in several turns of the event loop, with the result of one', async () => {
    const mask = () => scrubJson(texts, { owner: false })
    const expected = mask()
    await new Promise(setImmediate)
    const { result, turns } = await watchTurns(
      () => run(mask),
      () => 0,
    )
    expect(result).toEqual(expected)
    expect(turns).toBeGreaterThan(5)
  })

  it('masks each text once, but for those of the first turn', async () => {
    let steps = 0
    const step = (text: string) => {
      steps += 1
      return scrubText(text)
    }
    const { maxCount } = await watchTurns(
      () => run(() => texts.map((text) => runStep(step, text))),
      () => steps,
    )
    expect(maxCount).toBeLessThan(16)
    expect(steps).toBeLessThan(texts.length + 16)
  })

  it('is left when it is not wanted any more, and passes on the errors of its steps', async () => {
    const work = () => texts.map((text) => runStep(scrubText, text))
    const left = new Error('left')
    await expect(
      run(work, () => {
        throw left
      }),
    ).rejects.toBe(left)
    await new Promise(setImmediate)
    expect(() =>
      run(() => {
        throw left
      }),
    ).toThrow(left)
    expect(isBeyondTurn(0)).toBe(false)
  })
})
