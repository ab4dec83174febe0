import { setImmediate as pause } from 'node:timers/promises'
import type { Queryable, Statement } from '../data/database.ts'
import { compareTimestamps } from '../data/values.ts'
import { type LogReader, type ReadResult, toReading } from './log-reader.ts'
import { type FoundRow, type Fresh, freshValues, searchFresh } from './log-statements.ts'
import type { Position } from './position.ts'

/** Maximum number of logs per statement. */
const maxBatchSize = 200

type Asked = {
  readonly fresh: Fresh
  readonly resolve: (reading: ReadResult) => void
  readonly reject: (error: unknown) => void
}

/**
 * Reads new rows of logs. Requests made while a statement is running share the next one, so that the number
 * of statements under load does not grow with the number of logs.
 */
export class NewRowBatcher {
  readonly #sql: Queryable
  readonly #waiting = new Map<Statement, Asked[]>()

  constructor(sql: Queryable) {
    this.#sql = sql
  }

  read(fresh: Fresh): Promise<ReadResult> {
    const statement = searchFresh(fresh.topic)
    return new Promise((resolve, reject) => {
      const asked = { fresh, resolve, reject }
      const waiting = this.#waiting.get(statement)
      if (waiting) return void waiting.push(asked)
      this.#waiting.set(statement, [asked])
      void this.#work(statement)
    })
  }

  /** Reads all rows of a log that are not in the snapshot of this position. */
  async readAll(reader: LogReader, { at, before }: Position): Promise<ReadResult> {
    const { topic } = reader
    const from = reader.earliest(at)
    const found = await this.read({ topic, from, before })
    // If the server's clock was set back, so were the dates of new rows.
    const earliest = reader.earliest(found.at)
    return compareTimestamps(earliest, from) < 0 ? this.read({ topic, from: earliest, before }) : found
  }

  async #work(statement: Statement): Promise<void> {
    const waiting = this.#waiting.get(statement) ?? []
    while (waiting.length > 0) {
      // Notifications of the same turn of the event loop are read together.
      await pause()
      await this.#readAll(statement, waiting.splice(0, maxBatchSize))
    }
    this.#waiting.delete(statement)
  }

  async #readAll(statement: Statement, asked: readonly Asked[]): Promise<void> {
    try {
      const found = await this.#sql.query<FoundRow>(statement, freshValues(asked.map(({ fresh }) => fresh)))
      const byLog: FoundRow[][] = asked.map(() => [])
      for (const row of found) byLog[Number(row.log) - 1]?.push(row)
      asked.forEach(({ resolve, reject }, i) => {
        const rows = byLog[i] ?? []
        const [first] = rows
        if (first) resolve(toReading(first, rows))
        else reject(new Error('The search for new rows answered nothing.'))
      })
    } catch (error) {
      for (const { reject } of asked) reject(error)
    }
  }
}
