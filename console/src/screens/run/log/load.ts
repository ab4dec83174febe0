import type { Client, GatewayError } from '@ii-agent/gateway-client'
import { isAway } from '../../../data/errors.ts'
import { createStore, type Store } from '../../../data/store.ts'
import {
  ConsoleEntriesBeforeDocument,
  type ConsoleEntryFragment,
  ConsoleRunDocument,
  ConsoleRunLogDocument,
  type ConsoleRunStateFragment,
} from '../../../gql/graphql.ts'
import { toEntry } from './entry.ts'
import { RunLog } from './run-log.ts'

const pageSize = 100

type Page = {
  first?: number
  last?: number
  after?: string | undefined
  before?: string
  withState?: boolean
}

/** How the log is read: `failed` ends with an error; `missing` where there is no such run for this viewer. */
export type LoadState = {
  readonly phase: 'opening' | 'connecting' | 'live' | 'ended' | 'missing' | 'failed'
  readonly error?: Error
}

/** An entry to open a log at: its key, and the cursor before it where that is known. */
export type LogTarget = { readonly key: string; readonly after: string | undefined }

/** A run's log that is being read: first the page at a target or at the end, then all behind it, then all before it. */
export class LogLoader {
  readonly log = new RunLog()
  readonly state: Store<LoadState> = createStore<LoadState>({ phase: 'opening' })
  /** Errors of a page that came in part. */
  readonly partial: Store<readonly GatewayError[]> = createStore<readonly GatewayError[]>([])
  /** The run as it was when its log was opened; undefined before. */
  readonly run: Store<ConsoleRunStateFragment | undefined> = createStore<ConsoleRunStateFragment | undefined>(
    undefined,
  )
  readonly #client: Client
  readonly #run: string
  #abort = new AbortController()
  #isPaging = false
  /** Of the newest entry; undefined before there is one. */
  #end: string | undefined

  constructor(client: Client, run: string) {
    this.#client = client
    this.#run = run
  }

  close(): void {
    this.#abort.abort()
  }

  /** Reads until `close`. Never rejects: `state` says what went wrong. */
  async open(target: LogTarget | undefined): Promise<void> {
    this.#abort = new AbortController()
    this.log.clear()
    const { signal } = this.#abort
    try {
      const cursor = await this.#openPage(target)
      if (cursor === undefined) return this.state.set({ phase: 'missing' })
      await Promise.all([this.#followEnd(cursor ?? undefined), this.#fillFromStart()])
    } catch (error) {
      if (!signal.aborted) this.state.set({ phase: 'failed', error: error as Error })
    }
  }

  /** The cursor to go on from; undefined where there is no run. */
  async #openPage(target: LogTarget | undefined): Promise<string | null | undefined> {
    const last = { last: pageSize, withState: true }
    const page = target ? { first: pageSize, after: target.after, withState: true } : last
    const { run, state } = await this.#page(page).catch((error) => {
      // A cursor of another time of this gateway: the entry is found once all is loaded.
      if (target && error.code === 'BAD_USER_INPUT') return this.#page(last)
      throw error
    })
    if (!run) return undefined
    this.run.set(state ?? undefined)
    const edges = run.log?.edges ?? []
    for (const { node, cursor } of edges) this.log.append(toEntry(node), cursor)
    this.#end = run.log?.pageInfo.endCursor ?? undefined
    const [first] = edges
    if (run.log?.pageInfo.hasPreviousPage && first) {
      // How many is counted while the page is shown.
      this.log.expectMore()
      void this.#countBefore(first.node.createdAt)
    }
    this.log.changed()
    this.state.set({ phase: 'connecting' })
    return run.log?.pageInfo.endCursor ?? null
  }

  async #page(page: Page) {
    for (;;) {
      try {
        const options = { signal: this.#abort.signal }
        const variables = { id: this.#run, ...page }
        const { data, errors } = await this.#client.query(ConsoleRunDocument, variables, options)
        if (errors.length > 0) this.partial.set(errors)
        return data
      } catch (error) {
        if (!isAway(error) || this.#abort.signal.aborted) throw error
        await new Promise((resolve) => setTimeout(resolve, 1_000))
      }
    }
  }

  /** Tells the log about how many entries were written before its first page: no entry depends on it. */
  async #countBefore(moment: string): Promise<void> {
    const variables = { id: this.#run, moment }
    const count = await this.#client
      .query(ConsoleEntriesBeforeDocument, variables, { signal: this.#abort.signal })
      .then(({ data }) => data.run?.events?.totalCount)
      .catch(() => undefined)
    if (count !== undefined) this.log.expectBeforeFirstPage(count)
  }

  async #followEnd(after: string | undefined): Promise<void> {
    const entries = this.#client.follow(
      ConsoleRunLogDocument,
      { run: this.#run },
      { after, signal: this.#abort.signal, onStatus: (phase) => this.state.set({ phase }) },
    )
    for await (const raw of entries) {
      const entry = raw as ConsoleEntryFragment
      if (entry.__typename === 'StreamGap' && entry.reason === 'OTHER_DATABASE') this.log.clear()
      this.log.append(toEntry(entry), entry.cursor)
      this.#end = entry.cursor
    }
    this.state.set({ phase: 'ended' })
  }

  /** Follows a log on that has ended, as its run is at work again. Never rejects. */
  async goOn(): Promise<void> {
    if (this.state.get().phase !== 'ended') return
    const { signal } = this.#abort
    this.state.set({ phase: 'connecting' })
    await this.#followEnd(this.#end).catch((error) => {
      if (!signal.aborted) this.state.set({ phase: 'failed', error: error as Error })
    })
  }

  async #fillFromStart(): Promise<void> {
    if (this.log.missing === 0) return
    const entries = this.#client.follow(
      ConsoleRunLogDocument,
      { run: this.#run },
      { signal: this.#abort.signal },
    )
    for await (const raw of entries) {
      const entry = raw as ConsoleEntryFragment
      if (this.log.fill(toEntry(entry), entry.cursor)) return
      if (this.log.missing === 0 && entry.__typename === 'RunEnded') break
    }
    this.log.finish()
  }

  /** Reads the page before the tail, for a reader who scrolls up before everything is loaded. */
  async loadBefore(): Promise<void> {
    const before = this.log.tail[0]?.cursor
    if (this.#isPaging || this.log.missing === 0 || !before) return
    this.#isPaging = true
    try {
      const edges = (await this.#page({ last: pageSize, before })).run?.log?.edges ?? []
      if (this.log.missing > 0)
        this.log.prepend(edges.map(({ node, cursor }) => ({ entry: toEntry(node), cursor })))
    } catch {
      // The stream from the start delivers them as well, only later.
    } finally {
      this.#isPaging = false
    }
  }
}
