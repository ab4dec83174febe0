import { describe, expect, it } from 'vitest'
import { scrubJson } from '../../src/auth/scrub.ts'
import { maxTextLength, scrubText } from '../../src/auth/secret-patterns.ts'
import { resumable, runStep } from '../../src/data/resumable.ts'
import { isBeyondTurn } from '../../src/data/turns.ts'
import { processorMs, shortest } from '../support/growth.ts'

const line = (start: string, filler: string, end = '') =>
  `${start}${filler.repeat(95)}`.slice(0, 95 - end.length) + end

/** The slowest of several thousand combinations of what is looked for, and what may stand beside it. */
const lines: readonly string[] = [
  ...[line('token=', '0'), line('', 'a1', 'password: '), line('token=', '-'), line('', '_', 'API_KEY=')],
  ...[line('token=', 'a.'), line('password="', 'www.'), line('', 'aA', 'API_KEY='), line(':*:1:a:b:', '>')],
  ...[line(':*:1:a:b:', '\\'), line('', ':', ':6432:a:b:c'), line(' -b a=', 'a:'), line('| sudo -S', 'a.')],
  ...[line('| chpasswd ', '-'), line('://', 'a:'), line('1//0', 'a'), ':5432:a:b:c', 'password,a\n'],
]
const encodings: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `%22${text}`,
  (text) => `${Buffer.from(text.repeat(4)).toString('base64')} `,
]

const statement = 'const value = { name: "a", other: compute(2, list[3]) } // see https://example.com/a?b=c\n'
/** Fewer candidates than a step examines: an ordinary text is masked in one. */
const code = statement.repeat(5) + statement.replace('https://example.com/a?b=c', 'the documentation')
const full = (piece: string) => piece.repeat(Math.ceil(maxTextLength / piece.length)).slice(0, maxTextLength)

/** The processor time of the longest turn of the event loop in which a text is masked, at best. */
async function longestTurn(text: string, times: number): Promise<number> {
  let best = Number.POSITIVE_INFINITY
  for (let n = 0; n < times; n += 1) {
    await new Promise(setImmediate)
    let [longest, isOver, startedAt] = [0, false, processorMs()]
    const measure = () => {
      longest = Math.max(longest, processorMs() - startedAt)
      startedAt = processorMs()
      if (!isOver) setImmediate(measure)
    }
    setImmediate(measure)
    await run(() => scrubText(text))
    isOver = true
    measure()
    best = Math.min(best, longest)
  }
  return best
}

const run = <Value>(work: () => Value, check?: () => void) => resumable(work, undefined, undefined, check)

describe('a text of the maximum length', () => {
  it('takes at most 15 times as long at a stretch in the worst case as code', {
    timeout: 180_000,
  }, async () => {
    const ordinary = shortest(10, () => scrubText(full(code)))
    const slow: string[] = []
    for (const text of lines.flatMap((piece) => encodings.map((encode) => full(encode(piece))))) {
      let best = Number.POSITIVE_INFINITY
      for (const times of [1, 3, 10])
        if (best > ordinary * 15) best = Math.min(best, await longestTurn(text, times))
      if (best > ordinary * 15) slow.push(text.slice(0, 100))
    }
    expect(slow).toEqual([])
  })
})

describe('a text with more candidates than are examined in one step', () => {
  const entry = (n: number) =>
    `* [\`${n.toString(16).padStart(10, 'a')}\`] - token=none and token=next in release ${n} (user)\n`
  const changes = Array.from({ length: 10_000 }, (_, n) => entry(n)).join('')
  const credential = `DB_PASSWORD=${'Sommer2024'}!`

  it('is answered, with its credentials masked wherever they stand', () => {
    expect(scrubText(changes) === changes).toBe(true)
    for (const at of [0, 199_000, 400_000, changes.length]) {
      const lineStart = changes.lastIndexOf('\n', at) + 1
      const text = `${changes.slice(0, lineStart)}${credential}\n${changes.slice(lineStart)}`
      expect(scrubText(text) === text.replace(credential, 'DB_PASSWORD=[secret]')).toBe(true)
    }
  })

  it('is not divided between a name and its value, nor inside a private key', () => {
    const body = Array.from({ length: 30 }, (_, n) =>
      'MIIEowIBAAKCAQEAx8Zk3P9vQ1rT5yW7uB2nD4fG'.replace('x8', `${n}`),
    )
    const key = `-----BEGIN PRIVATE KEY-----\n${body.join('\n')}\n-----END PRIVATE KEY-----\n`
    const more = changes.slice(0, 400_000)
    for (const secret of [key, 'the password:\nSommer2024a\n', '- name: DB_PASSWORD\n  value: Sommer2024a\n'])
      for (let shift = 0; shift < secret.length; shift += 41) {
        const start = changes.slice(0, changes.lastIndexOf('\n', 199_950 - secret.length) + 1)
        const filler = `${'a '.repeat(20)}\n`.repeat(20).slice(0, shift)
        const masked = scrubText(`${start}${filler}\n${secret}${more}`)
        expect(/MIIEow|Sommer/.exec(masked)).toBe(null)
        expect(masked.length).toBeGreaterThan(start.length + more.length)
      }
  })

  it.each([
    ['name,password,n', (n: number) => `${n % 7 ? 'User' : '"User, new"'} ${n},Sommer${n}a,${n}`],
    ['NAME           PASSWORD     N', (n: number) => `${n % 7 ? 'user' : 'new user'}      Sommer${n}a  ${n}`],
  ])('is not divided between the rows of a table and the names of its columns: %s', (header, makeRow) => {
    const rows = Array.from({ length: 12_000 }, (_, n) => makeRow(n)).join('\n')
    expect(/Sommer/.exec(scrubText(`${header}\n${rows}\n`))).toBe(null)
  })

  it('is hidden whole if it is one line, and in parts if only a part has too many', () => {
    expect(scrubText('a_token=none '.repeat(40_000))).toBe('[secret]')
    const masked = scrubText(
      `${'a_token=none '.repeat(12_000)}\nA note.\n${'A note of a day.\n'.repeat(20_000)}`,
    )
    expect(masked.startsWith('[secret]')).toBe(true)
    expect(masked.endsWith('A note of a day.\n')).toBe(true)
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
