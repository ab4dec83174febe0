import { describe, expect, it } from 'vitest'
import { tickTexts } from '../../console/src/parts/chart-ticks.ts'
import { chargeText, creditsText, shortCreditsText } from '../../console/src/parts/credits.ts'
import { cutWithEllipsis } from '../../console/src/parts/cut-with-ellipsis.ts'
import { modelText, summaryText, titleText } from '../../console/src/parts/names.ts'
import { agoText, durationText, utcTime } from '../../console/src/parts/time-text.ts'
import { eventText } from '../../console/src/screens/board/event-text.ts'
import { toEntry } from '../../console/src/screens/run/log/entry.ts'
import { usdText } from '../../console/src/screens/run/log/step-costs.ts'
import { eventTypeText } from '../../console/src/screens/run/log/words.ts'

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
    [-59 * 60_000, 'now'],
    [-3 * dayMs, 'in 3 days'],
    [-40 * dayMs, 'Jan 8, 2027'],
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

  it('labels days of UTC by their dates there, whatever the zone of the reader', () => {
    const midnight = Date.UTC(2026, 10, 28) / 1_000
    expect(tickTexts([midnight, midnight + 86_399], 86_400, true)).toEqual(['Nov 28\n2026', 'Nov 28'])
  })

  it('writes a moment in UTC with its name and milliseconds', () => {
    expect(utcTime(Date.UTC(2026, 10, 28, 21, 19, 43, 7))).toBe('Nov 28, 2026, 21:19:43.007 UTC')
  })

  it('writes credits with two decimals, so that columns line up', () => {
    expect(['8.2', 40, '10240.096', '-0.5'].map(creditsText)).toEqual(['8.20', '40.00', '10,240.10', '-0.50'])
  })

  it.each([
    [0.004, '0.00'],
    [-1e-9, '0.00'],
    [999_999.99, '999,999.99'],
    [1e9, '1B'],
    [-2.5e6, '-2.5M'],
  ])('writes %d credits in a narrow column as %s', (amount, text) => {
    expect(shortCreditsText(amount)).toBe(text)
  })

  it.each([
    [0, ''],
    [-1, ''],
    [1e-9, '< $0.0001'],
    [0.002, '$0.0020'],
    [4.2, '$4.20'],
    [1e14, '$100T'],
  ])('writes a cost of %d dollars as %s', (usd, text) => {
    expect(usdText(usd)).toBe(text)
  })

  it.each([
    [-5, '0.00 s'],
    [0, '0.00 s'],
    [0.2, '1 ms'],
    [1, '1 ms'],
    [9, '9 ms'],
    [10, '0.01 s'],
    [125_000, '2 m 05 s'],
  ])('writes %d ms as %s', (ms, text) => {
    expect(durationText(ms)).toBe(text)
  })
})

describe('texts of people', () => {
  it.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'abc…'],
    ['ab🧭d', 3, 'ab…'],
    ['ab🧭d', 4, 'ab🧭…'],
  ])('cuts %s after %d code units, and no character in half', (text, length, short) => {
    expect(cutWithEllipsis(text, length)).toBe(short)
  })

  it.each([null, undefined, '', ' \n\t ', '\u2003'])('has words for the name %j', (name) => {
    expect(titleText(name)).toBe('Untitled session')
    expect(titleText(name, 'Untitled project')).toBe('Untitled project')
  })

  it('keeps the name that someone gave', () => expect(titleText(' a ')).toBe(' a '))
})

describe('names that programs use', () => {
  const id = '097a852a-2ab4-4da7-acdf-6c21bf0704c2'

  it.each([
    ['gpt-5.1', undefined, 'gpt-5.1'],
    [id, 'Claude Sonnet 4.5', 'Claude Sonnet 4.5'],
    [id, undefined, 'Unknown model'],
    [id.toUpperCase(), null, 'Unknown model'],
    [`${id} mini`, null, `${id} mini`],
  ])('calls the model %s with the setting %s: %s', (model, label, text) => {
    expect(modelText(model, label)).toBe(text)
  })

  it.each([
    [{ typeText: 'tool_usage', modelId: 'gpt-5.1', details: { toolName: 'web__search_' } }, 'web search'],
    [{ typeText: 'llm_usage', modelId: 'gpt-5.1', details: null }, 'gpt-5.1'],
    [{ typeText: 'llm_usage', modelId: id, details: { toolName: null } }, 'Unknown model'],
    [{ typeText: 'subscription_renewal', modelId: null, details: null }, 'subscription renewal'],
  ])('says what %o was charged for: %s', (charge, text) => {
    expect(chargeText(charge)).toBe(text)
  })

  it.each([
    ['agent.tool.call', 'Call'],
    ['sandbox.status_changed', 'Status changed'],
    ['file.tree.listed', 'Tree listed'],
    ['heartbeat', 'Heartbeat'],
  ])('calls an event of the type %s: %s', (type, text) => {
    expect(eventTypeText(type)).toBe(text)
  })

  it.each([
    ['billing.tool.usage', 'generate_image: $0.04', 'generate image: $0.04'],
    ['billing.tool.usage', 'web-search_v2', 'web-search v2'],
    [
      'billing.credits.deducted',
      '58.09 credits for llm, 6,120.41 left',
      '58.09 credits for the model, 6,120.41 left',
    ],
    ['billing.credits.deducted', '1.00 credits for generate_image', '1.00 credits for generate image'],
    [
      'billing.credits.deducted',
      '1.00 credits for gpt-5.1, 2.00 left',
      '1.00 credits for gpt-5.1, 2.00 left',
    ],
    ['agent.response', 'look_here: for llm, now', 'look_here: for llm, now'],
  ])('writes the summary of %s, %s, as words: %s', (type, summary, text) => {
    expect(summaryText(type, summary)).toBe(text)
  })

  const search = { name: 'web_search', displayName: 'Search' }
  it.each([
    ['agent.tool.call', search, null, 'Calls Search'],
    ['agent.tool.result', { name: 'web_search', displayName: '' }, null, 'web search has answered'],
    ['agent.tool.confirmation', search, '', 'Asks to use Search'],
    ['agent.tool.result', search, 'Nothing found', 'Search: Nothing found'],
    ['agent.progress', search, null, 'Search: Progress'],
    ['sandbox.status_changed', null, null, 'Status changed'],
    ['agent.response', null, 'Done', 'Done'],
  ])('says on the board what happened last, %s of %o with the text %s: %s', (eventType, tool, text, said) => {
    expect(eventText({ eventType, tool, text, summary: null } as Parameters<typeof eventText>[0])).toBe(said)
  })

  it('writes tools and sub-agents of a log as words', () => {
    const event = {
      id: '1',
      eventType: 'agent.tool.call',
      group: 'AGENT',
      text: null,
      summary: null,
      agentName: 'source_checker',
      isOfSubAgent: true,
      contentSize: 10,
      tool: { callId: 'a', name: 'web_search', displayName: null, input: {}, isError: null, costUsd: null },
    } as const
    const raw = {
      __typename: 'EventAdded',
      cursor: 'c',
      createdAt: '2026-11-28T21:19:43.000Z',
      event,
    } as const
    expect(toEntry(raw)).toMatchObject({ tool: 'web search', subAgent: 'source checker' })
  })

  it.each([
    ['FAILED', true],
    ['CANCELLED', false],
    ['COMPLETED', false],
  ] as const)('marks a run that ended as %s as an error: %s', (status, isError) => {
    const at = { cursor: 'c', createdAt: '2026-11-28T21:19:43.000Z' }
    const statusText = status.toLowerCase()
    expect(toEntry({ __typename: 'RunStatusChanged', ...at, status, statusText }).isError).toBe(isError)
    expect(toEntry({ __typename: 'RunEnded', ...at, status, statusText, run: null }).isError).toBe(isError)
  })
})
