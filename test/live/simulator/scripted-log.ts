import { Cursors } from '../../../src/data/batching/cursor.ts'
import type { Database, Statement } from '../../../src/data/database.ts'
import { Live } from '../../../src/live/live.ts'
import type { LogStreamOptions } from '../../../src/live/log-stream.ts'
import type { LogTopic } from '../../../src/live/log-topic.ts'
import { LogRecorder } from '../log-recorder.ts'
import { DatabaseModel } from './database-model.ts'
import { PostgresModel } from './postgres-model.ts'
import { topic as runLog } from './schedule.ts'
import { inVirtualTime } from './simulate.ts'
import { World } from './world.ts'

export const cursors = new Cursors('secret')

type Row = { readonly at?: number; readonly key?: string; readonly status?: string; readonly type?: string }

/**
 * One log on the model of PostgreSQL, written and read as a test says, in virtual time: nothing happens between two
 * calls of `pass`.
 */
export class ScriptedLog {
  readonly world = new World(1)
  readonly postgres = new PostgresModel()
  readonly live: Live
  readonly topic: LogTopic
  /** Texts and values of the statements that were sent. */
  readonly statements: { readonly text: string; readonly values: readonly unknown[] }[] = []
  readonly errors: Error[] = []
  /** Thrown by the next statement whose text includes `text`. */
  failure: { readonly text: string; readonly error: Error; times: number } | undefined
  readonly #model: DatabaseModel
  readonly #recorders: LogRecorder[] = []
  #rows = 0

  constructor(topic: LogTopic) {
    this.topic = topic
    this.#model = new DatabaseModel(this.world, this.postgres, topic)
    this.live = this.gateway()
  }

  /** A further gateway process. */
  gateway(): Live {
    return new Live(this.database, cursors, (error) => this.errors.push(error))
  }

  get database(): Database {
    const { database } = this.#model
    const query = async (statement: Statement | string, values: readonly unknown[] = []) => {
      const text = typeof statement === 'string' ? statement : statement.text
      this.statements.push({ text, values })
      if (this.failure && this.failure.times > 0 && text.includes(this.failure.text)) {
        this.failure.times -= 1
        throw this.failure.error
      }
      return database.query(statement as Statement, values)
    }
    return { ...database, query } as Database
  }

  /** Sets the difference between the server's clock, which dates the rows, and the gateways', in milliseconds. */
  setClock(ms: number): void {
    this.#model.clockMs = ms
  }

  /** Lets time pass, in milliseconds. */
  pass(ms: number): Promise<void> {
    return this.world.run(ms)
  }

  /** Writes a row in a transaction that is under way; returns the row's key. */
  insert(xid: number, { at = this.world.now + this.#model.clockMs, key, status, type }: Row = {}): string {
    this.#rows += 1
    const made = key ?? `key-${String(this.#rows).padStart(6, '0')}`
    const model = status === undefined ? 'ApplicationEvent' : 'RunTask'
    const uid = type ?? status ?? made
    this.postgres.write({
      uid,
      model,
      key: made,
      topic: 'run',
      time: new Date(at).toISOString(),
      status: status ?? null,
      xid,
    })
    return made
  }

  /** Commits rows in one transaction without a signal; returns their keys. */
  commit(...rows: Row[]): string[] {
    const xid = this.postgres.begin()
    const keys = rows.map((row) => this.insert(xid, row))
    this.postgres.commit([xid], true)
    return keys
  }

  /** Signals a change of the log's events, or of the run. */
  signal(table: 'application_events' | 'run_tasks' = 'application_events'): void {
    const keys = table === 'run_tasks' ? { id: ['run'] } : { run_id: ['run'] }
    this.#model.notify(JSON.stringify({ table, keys }))
  }

  /** Commits rows, signals them, and lets them arrive. */
  async write(...rows: Row[]): Promise<string[]> {
    const keys = this.commit(...rows)
    this.signal(rows[0]?.status === undefined ? 'application_events' : 'run_tasks')
    await this.pass(30)
    return keys
  }

  record(options: { after?: string; filter?: LogStreamOptions['filter']; live?: Live } = {}): LogRecorder {
    const { after, filter, live = this.live } = options
    const recorder = new LogRecorder(live, this.topic, after, filter)
    this.#recorders.push(recorder)
    return recorder
  }

  /** Crashes the server, and starts it again on `files`, by default those that it left. */
  async restart(files = this.postgres.copy()): Promise<void> {
    this.postgres.stop(true)
    await this.pass(50)
    this.postgres.start(files)
  }

  /** How many statements have this in their text. */
  sent(text: string): number {
    return this.statements.filter((statement) => statement.text.includes(text)).length
  }

  async close(): Promise<void> {
    for (const recorder of this.#recorders) recorder.close()
    await this.live.close()
  }
}

/** Runs a script on a new log, by default that of a run. */
export async function onScriptedLog(
  script: (log: ScriptedLog) => Promise<void>,
  topic: LogTopic = runLog('run'),
): Promise<void> {
  const log = new ScriptedLog(topic)
  await inVirtualTime(log.world, async () => {
    try {
      await script(log)
    } finally {
      await log.close()
    }
  })
}
