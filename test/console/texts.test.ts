import { describe, expect, it } from 'vitest'
import { tickTexts } from '../../console/src/parts/chart-ticks.ts'
import { creditsText } from '../../console/src/parts/credits.ts'
import { agoText } from '../../console/src/parts/time-text.ts'

const now = new Date(2026, 10, 29, 12).getTime()
const dayMs = 86_400_000
const seconds = (...date: [number, number, number, number?]) => new Date(...date).getTime() / 1_000

// The texts follow the locale of the process.
const isEnglish = new Intl.NumberFormat().resolvedOptions().locale === 'en-US'

describe.skipIf(!isEnglish)('times and amounts of the console', () => {
  it.each([
    [0, 'now'],
    [5 * 60_000, '5 minutes ago'],
    [dayMs, 'yesterday'],
    [6 * dayMs, '6 days ago'],
    [7 * dayMs, 'Nov 22'],
    [300 * dayMs, 'Feb 2'],
    [340 * dayMs, 'Dec 24, 2025'],
  ])('says when something was that is %d ms old', (age, text) => {
    expect(agoText(now - age, now)).toBe(text)
  })

  it('labels a time axis by the step of its ticks, with the day or year where it changes', () => {
    const hours = [seconds(2026, 10, 28, 22), seconds(2026, 10, 28, 23), seconds(2026, 10, 29, 0)]
    expect(tickTexts(hours, 3_600).map((text) => text.replace('\u202f', ' '))).toEqual([
      '10:00 PM\nNov 28',
      '11:00 PM',
      '12:00 AM\nNov 29',
    ])
    const days = [seconds(2025, 11, 30), seconds(2025, 11, 31), seconds(2026, 0, 1)]
    expect(tickTexts(days, 86_400)).toEqual(['Dec 30\n2025', 'Dec 31', 'Jan 1\n2026'])
    const months = [seconds(2025, 11, 1), seconds(2026, 0, 1), seconds(2026, 1, 1)]
    expect(tickTexts(months, 28 * 86_400)).toEqual(['Dec\n2025', 'Jan\n2026', 'Feb'])
  })

  it('writes credits with two decimals, so that columns line up', () => {
    expect(['8.2', 40, '10240.096', '-0.5'].map(creditsText)).toEqual(['8.20', '40.00', '10,240.10', '-0.50'])
  })
})
