import { describe, expect, it } from 'vitest'
import { many, searched } from './log-script-rows.ts'
import { onScriptedLog } from './simulator/scripted-log.ts'

describe('the pages of a replay', () => {
  it.each([257, 400, 450])('have 200 of %s rows of different dates', (count) =>
    onScriptedLog(async (log) => {
      const keys = await log.write(...many(count).map((row, at) => ({ ...row, at })))
      const reader = log.record()
      await log.pass(200)
      expect(reader.types).toEqual(keys)
      const pages = log.statements.filter(({ text }) => text.includes(searched))
      expect(pages).toHaveLength(Math.floor(count / 200) + 1)
      expect(new Set(pages.map(({ values }) => values.at(-1)))).toEqual(new Set([200]))
      // Each page is searched from the date of the one before.
      const [first, second] = pages
      expect(first?.values[1]).toBe('-infinity')
      expect(second?.values[1]).toBe(reader.entries[199]?.time)
      await log.write({ type: 'next' })
      expect(reader.types.at(-1)).toBe('next')
    }),
  )

  it.each([
    { same: 9_500, others: 0, limits: [200, 400, 800, 1_600, 3_200, 3_200, 3_200] },
    { same: 400, others: 500, limits: [200, 400, 200, 200] },
  ])(
    'are larger while one date fills them, since each sorts all rows of its date: $same rows, then $others',
    ({ same, others, limits }) =>
      onScriptedLog(async (log) => {
        const rows = many(same + others).map((row, i) => ({ ...row, at: Math.max(0, i - same + 1) }))
        const keys = await log.write(...rows)
        const reader = log.record()
        await log.pass(200)
        expect(reader.types).toEqual(keys)
        const pages = log.statements.filter(({ text }) => text.includes(searched))
        expect(pages.map(({ values }) => values.at(-1))).toEqual(limits)
        expect(reader.entries[same - 1]?.batch).toHaveLength(100)
      }),
  )
})
