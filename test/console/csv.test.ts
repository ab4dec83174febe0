import { describe, expect, it } from 'vitest'
import { toCell, toCsv } from '../../console/src/screens/usage/csv.ts'

describe('the ledger as CSV', () => {
  it.each([
    ['plain', 'plain'],
    ['-12.5', '-12.5'],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['+cmd|x', "'+cmd|x"],
    ['-1+1', "'-1+1"],
    ['=HYPERLINK("https://evil.example","x")', '"\'=HYPERLINK(""https://evil.example"",""x"")"'],
  ])('writes %j as %j, so that no spreadsheet takes a text for a formula', (text, cell) => {
    expect(toCell(text)).toBe(cell)
  })

  it('has a line of names and a line for each entry', () => {
    const row = {
      id: '1',
      createdAt: '2026-01-02T03:04:05.000000Z',
      typeText: 'llm_usage',
      creditTypeText: 'regular',
      amount: '-1.500000',
      balanceAfter: '8.500000',
      modelId: null,
      description: 'a, b',
      details: { toolName: null, inputTokens: '10', outputTokens: null },
      session: null,
    }
    expect(toCsv([row]).split('\r\n')).toEqual([
      'time,reason,kind,amount,balance_after,model,tool,tokens_in,tokens_out,session,description',
      '2026-01-02T03:04:05.000000Z,llm_usage,regular,-1.500000,8.500000,,,10,,,"a, b"',
      '',
    ])
  })
})
