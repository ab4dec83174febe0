import type { Logger } from 'pino'
import type { Queryable } from '../data/database.ts'

/**
 * Logs each statement with its duration in milliseconds and its number of rows if the log level is `trace`,
 * and never a parameter's value. Returns `sql` itself at other levels.
 */
export function traceStatements(sql: Queryable, log: Logger, requestId: string): Queryable {
  if (!log.isLevelEnabled('trace')) return sql
  return {
    async query(statement, ...options) {
      const startedAt = performance.now()
      const text = typeof statement === 'string' ? statement : statement.text
      const line = (rest: object) => {
        const durationMs = Math.round((performance.now() - startedAt) * 100) / 100
        log.trace({ requestId, sql: text, durationMs, ...rest }, 'statement')
      }
      try {
        const rows = await sql.query(statement, ...options)
        line({ rows: rows.length })
        return rows as never
      } catch (error) {
        line({ failed: true })
        throw error
      }
    },
  }
}
