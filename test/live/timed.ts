import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from 'graphql-ws'
import pg from 'pg'
import { WebSocket } from 'ws'
import { people, sessions } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import type { GatewayProcess } from './stress.ts'

const everyMs = 20
const query = `subscription ($run: ID!, $after: String) {
  runLog(runId: $run, after: $after) { __typename ... on StreamEntry { cursor } ... on EventAdded { event { databaseId } } }
}`
type Entry = { __typename: string; cursor: string; event?: { databaseId: string } }

/**
 * How long rows take from their commit to those who watch: writes one to a run every 20 ms, and watches the run on each
 * of some gateways; a client that loses its gateway continues at the next.
 */
export class TimedRows {
  readonly #run: string
  readonly #stop = new AbortController()
  readonly #committed = new Map<string, number>()
  readonly #arrived: Map<string, number>[] = []
  readonly #writing: Promise<void>
  readonly #watching: Promise<void>[]

  constructor(databaseUrl: string, run: string, gateways: readonly GatewayProcess[]) {
    this.#run = run
    this.#watching = gateways.map((_, first) => this.#watch(gateways, first))
    this.#writing = this.#write(databaseUrl)
  }

  /** Writes no more; who watches does so to the end of the run. */
  async stop(): Promise<void> {
    this.#stop.abort()
    await this.#writing
  }

  /** Says how long rows took that were committed between these moments; all of them have arrived everywhere. */
  async between(from: number, to: number): Promise<string> {
    await Promise.all(this.#watching)
    const delays = [...this.#committed].flatMap(([id, at]) =>
      at < from || at > to ? [] : this.#arrived.map((arrived) => (arrived.get(id) ?? Number.NaN) - at),
    )
    delays.sort((a, b) => a - b)
    const share = (part: number) => Math.round(delays[Math.floor((delays.length - 1) * part)] ?? Number.NaN)
    return `${delays.length} deliveries after ${share(0.5)} ms in the middle, ${share(0.99)} at the 99th percentile, ${share(1)} at most`
  }

  async #write(databaseUrl: string): Promise<void> {
    const client = new pg.Client({ connectionString: databaseUrl })
    await client.connect()
    while (!this.#stop.signal.aborted) {
      const { rows } = await client.query<{ id: string }>(
        `insert into application_events (event_type, event_group, session_id, run_id)
         values ('timed', 'agent', $2, $1) returning id::text`,
        [this.#run, sessions.research],
      )
      if (rows[0]) this.#committed.set(rows[0].id, performance.now())
      await pause(everyMs)
    }
    await client.end()
  }

  async #watch(gateways: readonly GatewayProcess[], first: number): Promise<void> {
    const arrived = new Map<string, number>()
    this.#arrived.push(arrived)
    const token = await signTokenFor(people.demo)
    const variables: { run: string; after?: string } = { run: this.#run }
    for (let visit = first; ; visit += 1) {
      const client = createClient({
        url: gateways[visit % gateways.length]?.url ?? '',
        webSocketImpl: WebSocket,
        connectionParams: { token },
        retryAttempts: 0,
      })
      try {
        for await (const { data } of client.iterate<{ runLog: Entry }>({ query, variables })) {
          if (!data) break
          variables.after = data.runLog.cursor
          if (data.runLog.event) arrived.set(data.runLog.event.databaseId, performance.now())
          if (data.runLog.__typename === 'RunEnded') return
        }
      } catch {
        await pause(everyMs)
      } finally {
        await client.dispose()
      }
    }
  }
}
