import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

const writers = 3

/** Writes events to a session until it is stopped: most are committed, some rolled back, some after a while. */
export class Writing {
  readonly #stop = new AbortController()
  readonly #done: Promise<unknown>

  constructor(databaseUrl: string, session: string) {
    this.#done = Promise.all(Array.from({ length: writers }, (_, i) => this.#write(databaseUrl, session, i)))
  }

  async end(): Promise<void> {
    this.#stop.abort()
    await this.#done
  }

  async #write(databaseUrl: string, session: string, writer: number): Promise<void> {
    const insert = `insert into application_events (event_type, event_group, session_id) values ('crash', 'agent', $1)`
    for (let n = writer; !this.#stop.signal.aborted; n += 1) {
      const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 1_000 })
      client.on('error', () => {})
      try {
        await client.connect()
        for (; !this.#stop.signal.aborted; n += 1) {
          await client.query('begin')
          await client.query(insert, [session])
          if (n % 7 === 0) await pause(150)
          await client.query(n % 5 === 0 ? 'rollback' : 'commit')
        }
      } catch {
        await pause(50)
      } finally {
        await client.end().catch(() => {})
      }
    }
  }
}
