/** Masking that is divided among turns of the event loop does not begin so often anew that it takes much longer. */
import { describe, expect, it } from 'vitest'
import { scrubJson, scrubOwnWork, scrubToolInput } from '../../src/auth/scrub.ts'
import { resumable } from '../../src/data/resumable.ts'
import { processorMs, shortest } from '../support/growth.ts'

const stranger = { owner: false }
const owner = { owner: true }
const walks: Readonly<Record<string, (value: unknown) => unknown>> = {
  'an event': (value) => scrubJson(value, stranger),
  'the owner’s work': (value) => scrubOwnWork(value, owner),
  'the input of a credential tool': (value) => scrubToolInput('ask_user_env', value, owner),
  'the input of a shared tool': (value) => scrubToolInput('web_search', value, stranger),
}

const list = (size: number, make: (n: number) => unknown) => Array.from({ length: size }, (_, n) => make(n))
const object = (size: number, make: (n: number) => readonly [string, unknown]) =>
  Object.fromEntries(Array.from({ length: size }, (_, n) => make(n)))

/** Documents whose masking fills several turns, by what fills them. */
const documents: Readonly<Record<string, unknown>> = {
  keys: object(8_000, (n) => [`key${n}`, n]),
  'long keys': object(8_000, (n) => [`${'k'.repeat(70)}${n}`, n]),
  'secret keys': object(8_000, (n) => [`a${n}_token`, 'abc']),
  'keys and texts': object(50_000, (n) => [`name${n}`, `value ${n}`]),
  'objects of keys and texts': list(300, (n) => object(300, (i) => [`name${i}`, `value ${n} ${i}`])),
  texts: list(40_000, (n) => `text ${n}`),
  headers: list(8_000, (n) => ({ cookie: `a=${n}` })),
  pairs: list(8_000, (n) => ({ name: 'password', value: `Ab1Cd2Ef${n}` })),
  'JSON that is text': list(12, (n) => ({
    tool_name: 'web_search',
    tool_input: JSON.stringify(list(5_000, (i) => `${n} ${i}`)),
  })),
}

/** Milliseconds of the processor's time that a function takes. */
async function processorTime(run: () => unknown): Promise<number> {
  const before = processorMs()
  await run()
  return processorMs() - before
}

describe.each(Object.entries(walks))('masking %s in turns', (_name, walk) => {
  it.each(Object.entries(documents))(
    'takes at most two and a half times as long as at once: %s',
    async (_what, document) => {
      let result: unknown
      const divide = () =>
        processorTime(async () => {
          result = await resumable(walk, document, undefined)
        })
      const divided = await divide()
      let expected: unknown
      const atOnce = Math.max(
        shortest(2, () => {
          expected = walk(document)
        }),
        5,
      )
      expect(result).toEqual(expected)
      const maxMs = 2.5 * atOnce
      expect(divided < maxMs ? divided : await divide()).toBeLessThan(maxMs)
    },
  )

  it('goes on where it was left', async () => {
    let visits = 0
    const counted = (object: object) =>
      new Proxy(object, {
        ownKeys(target) {
          visits += 1
          return Reflect.ownKeys(target)
        },
      })
    const size = 20_000
    await resumable(walk, { list: list(size, (n) => counted({ [`name ${n}`]: n })) }, undefined)
    // The first attempt keeps nothing, and fills one turn of many.
    expect(visits / size).toBeLessThan(1.5)
  })
})
