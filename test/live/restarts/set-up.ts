import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { Cursors } from '../../../src/data/batching/cursor.ts'
import type { Database } from '../../../src/data/database.ts'
import { Live } from '../../../src/live/live.ts'
import type { LogTopic } from '../../../src/live/log-topic.ts'
import { eventsOf, LogRecorder } from '../log-recorder.ts'
import { CrashingServer } from './crashing-server.ts'

const cursors = new Cursors('secret')
const insert = `insert into application_events (event_type, event_group, session_id) values ($2, 'agent', $1)`

/** Returns names with a number each: `before 0`, `before 1`. */
export const numbered = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${name} ${i}`)

/** A connection, or the database of a suite. */
type Writer = { query(text: string, values: unknown[]): Promise<unknown> }

/** Registers a server for the tests of a suite, and for each test the opened database, a gateway's streams and a session. */
export class RestartSuite {
  server!: CrashingServer
  database!: Database
  live!: Live
  session = ''
  readonly #recorders: LogRecorder[] = []

  constructor() {
    beforeAll(async () => {
      this.server = await CrashingServer.start()
    })
    beforeEach(async () => {
      this.database = await this.server.open()
      this.live = this.openLive()
      this.session = randomUUID()
    })
    afterEach(async () => {
      for (const recorder of this.#recorders.splice(0)) recorder.close()
      await this.live.close()
      await this.database.close()
    })
    afterAll(() => this.server.remove())
  }

  /** The streams of another gateway on the database, which its caller closes. */
  openLive(): Live {
    return new Live(this.database, cursors)
  }

  /** Follows a log, by default that of the session's events, until the test ends. */
  record({
    topic = eventsOf(this.session),
    after,
    live = this.live,
  }: {
    readonly topic?: LogTopic
    readonly after?: string | undefined
    readonly live?: Live
  } = {}): LogRecorder {
    const recorder = new LogRecorder(live, topic, after)
    this.#recorders.push(recorder)
    return recorder
  }

  /** Writes an event of each type to the session, in a transaction of its own unless `by` has begun one. */
  async write(types: readonly string[], by: Writer = this.database): Promise<void> {
    for (const type of types) await by.query(insert, [this.session, type])
  }
}
