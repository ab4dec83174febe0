import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from 'graphql-ws'
import pg from 'pg'
import { WebSocket } from 'ws'
import { people, sessions } from '../../src/demo/identities.ts'
import { makeRun, readWrittenRows } from '../live/stress.ts'
import { signTokenFor } from '../support/client.ts'

const query = `subscription ($run: ID!, $after: String) {
  runLog(runId: $run, after: $after) {
    __typename
    ... on StreamEntry { cursor }
    ... on EventAdded { event { databaseId } }
  }
}`

type Entry = { __typename: string; cursor: string; event?: { databaseId: string } }

/** A run that is written to without end, past the gateway, and those who watch it through the gateway. */
export class WatchedRun {
  readonly #databaseUrl: string
  readonly #run: string
  readonly #stop = new AbortController()
  readonly #writing: Promise<void>
  readonly #watching: Promise<string[]>[]

  private constructor(databaseUrl: string, run: string, socketUrls: readonly string[], watchers: number) {
    this.#databaseUrl = databaseUrl
    this.#run = run
    this.#writing = this.#write()
    this.#watching = Array.from({ length: watchers }, (_, watcher) => this.#watch(socketUrls, watcher))
  }

  /** `databaseUrl` is the database itself; watchers go from one gateway to the next when one sends them away. */
  static async start(databaseUrl: string, socketUrls: readonly string[], watchers = 3): Promise<WatchedRun> {
    const client = await connect(databaseUrl)
    const run = await makeRun(client)
    await client.end()
    return new WatchedRun(databaseUrl, run, socketUrls, watchers)
  }

  /** Ends the run, and resolves with what was written and what each watcher got, when all have seen its end. */
  async finish(): Promise<{ written: string[]; seen: string[][] }> {
    this.#stop.abort()
    await this.#writing
    const client = await connect(this.#databaseUrl)
    await client.query(`update run_tasks set status = 'completed', version = version + 1 where id = $1`, [
      this.#run,
    ])
    const written = await readWrittenRows(client, this.#run)
    await client.end()
    return { written, seen: await Promise.all(this.#watching) }
  }

  async #write(): Promise<void> {
    let client: pg.Client | undefined
    while (!this.#stop.signal.aborted) {
      try {
        client ??= await connect(this.#databaseUrl)
        await client.query(
          `insert into application_events (event_type, event_group, session_id, run_id) values ('fault', 'agent', $2, $1)`,
          [this.#run, sessions.research],
        )
      } catch {
        await client?.end().catch(() => {})
        client = undefined
      }
      await pause(20)
    }
    await client?.end()
  }

  async #watch(socketUrls: readonly string[], watcher: number): Promise<string[]> {
    const seen: string[] = []
    const token = await signTokenFor(people.demo)
    let after: string | undefined
    for (let visit = watcher; ; visit += 1) {
      const client = createClient({
        url: socketUrls[visit % socketUrls.length] ?? '',
        webSocketImpl: WebSocket,
        connectionParams: { token },
        retryAttempts: 0,
      })
      try {
        const results = client.iterate<{ runLog: Entry }>({ query, variables: { run: this.#run, after } })
        for await (const { data } of results) {
          if (!data) break
          after = data.runLog.cursor
          if (data.runLog.event) seen.push(data.runLog.event.databaseId)
          if (data.runLog.__typename === 'RunEnded') return seen
        }
      } catch {
        await pause(50)
      } finally {
        await client.dispose()
      }
    }
  }
}

/** Opens a connection whose breaking is only told by the next query. */
async function connect(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    query_timeout: 2_000,
    connectionTimeoutMillis: 2_000,
  })
  client.on('error', () => {})
  await client.connect()
  return client
}
