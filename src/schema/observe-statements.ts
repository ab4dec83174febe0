import type { Logger } from 'pino'
import type { Queryable } from '../data/database.ts'

/** A statement that was answered, or failed: then it has no `rows`. */
export type ObservedStatement = {
  readonly text: string
  readonly values: readonly unknown[]
  readonly rows: number | undefined
  /** In milliseconds, to two decimals. */
  readonly durationMs: number
}

/** A statement that was answered, for explanations and for tests that count statements. */
export type Sent = ObservedStatement & { readonly rows: number }

/** Receives each statement. */
export type StatementObserver = (statement: ObservedStatement) => void

/** Passes each statement of `sql` to the observers. Returns `sql` itself without any. */
export function observeStatements(sql: Queryable, observers: readonly StatementObserver[]): Queryable {
  if (observers.length === 0) return sql
  return {
    async query(statement, values = [], ...options) {
      const startedAt = performance.now()
      const report = (rows: number | undefined) => {
        const durationMs = Math.round((performance.now() - startedAt) * 100) / 100
        const text = typeof statement === 'string' ? statement : statement.text
        for (const observe of observers) observe({ text, values, rows, durationMs })
      }
      try {
        const rows = await sql.query(statement, values, ...options)
        report(rows.length)
        return rows as never
      } catch (error) {
        report(undefined)
        throw error
      }
    },
  }
}

/**
 * Returns the observers of a request: at the log level `trace`, one that logs each statement with its duration in milliseconds
 * and its number of rows, and never a parameter's value; and `onAnswer`, which receives those that were answered.
 */
export function createObservers(
  log: Logger,
  requestId: string,
  onAnswer?: (sent: Sent) => void,
): StatementObserver[] {
  const observers: StatementObserver[] = []
  if (log.isLevelEnabled('trace'))
    observers.push(({ text, rows, durationMs }) => {
      const outcome = rows === undefined ? { failed: true } : { rows }
      log.trace({ requestId, sql: text, durationMs, ...outcome }, 'statement')
    })
  if (onAnswer)
    observers.push(({ rows, ...statement }) => {
      if (rows !== undefined) onAnswer({ ...statement, rows })
    })
  return observers
}
