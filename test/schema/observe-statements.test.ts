import { describe, expect, it } from 'vitest'
import type { Queryable } from '../../src/data/database.ts'
import { createObservers, observeStatements } from '../../src/schema/observe-statements.ts'
import { createLog } from '../../src/server/log.ts'

function logAt(logLevel: 'trace' | 'debug') {
  const lines: Record<string, unknown>[] = []
  const log = createLog({ logLevel }, { write: (line: string) => void lines.push(JSON.parse(line)) })
  return { log, lines }
}
const sql: Queryable = {
  query: async (statement) => {
    if (statement === 'select 1/0') throw new Error('division by zero')
    return [{}, {}] as never
  },
}

describe('the trace of statements', () => {
  it('has the text, duration and rows of each, and no value', async () => {
    const { log, lines } = logAt('trace')
    const traced = observeStatements(sql, createObservers(log, 'a-request'))
    await traced.query({ name: 'named', text: 'select $1::text' }, ['a secret'])
    await expect(traced.query('select 1/0', ['a secret'])).rejects.toThrow('division by zero')
    expect(lines).toMatchObject([
      { msg: 'statement', requestId: 'a-request', sql: 'select $1::text', rows: 2 },
      { msg: 'statement', requestId: 'a-request', sql: 'select 1/0', failed: true },
    ])
    for (const { durationMs } of lines) expect(durationMs).toBeGreaterThanOrEqual(0)
    expect(JSON.stringify(lines)).not.toContain('a secret')
  })

  it('costs nothing at other levels', () => {
    expect(observeStatements(sql, createObservers(logAt('debug').log, 'a-request'))).toBe(sql)
  })
})
