import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import pg from 'pg'
import type { ByteMeter } from './byte-meter.ts'
import type {
  EmbeddedAnswer,
  EmbeddedOptions,
  EmbeddedRequest,
  Piece,
  PlainError,
} from './embedded-protocol.ts'
import { RowCollector } from './embedded-rows.ts'
import { DatabaseUnavailableError } from './unavailable.ts'

/**
 * Requests that the worker has at once: one that runs and one that follows, so that it need not wait for this thread. What is
 * given up meanwhile waits here, and is never sent.
 */
const maxSent = 2

/** A request that the worker has not answered completely. */
type Pending = {
  readonly resolve: (command: string | undefined) => void
  readonly reject: (error: Error) => void
  /** Takes a piece of the result. Rejects if no more of it is wanted. */
  readonly onRows?: (piece: Piece) => Promise<void>
}

let compiled: Promise<WebAssembly.Module> | undefined

/** Compiles PGlite once for all workers of the process. */
function compile(): Promise<WebAssembly.Module> {
  const file = createRequire(import.meta.url).resolve('@electric-sql/pglite/pglite.wasm')
  compiled ??= readFile(file).then((code) => WebAssembly.compile(code))
  return compiled
}

/** PGlite in a thread of its own, which keeps the process alive only while it has requests. */
export class EmbeddedClient {
  readonly #worker = new Worker(new URL('./embedded-worker.js', import.meta.url), { execArgv: [] })
  readonly #pending = new Map<number, Pending>()
  readonly #listeners = new Map<number, (payload: string) => void>()
  readonly #waitingForRoom: (() => void)[] = []
  readonly #onError: ((error: Error) => void) | undefined
  #lastId = 0
  /** Why nothing is answered any more. */
  #ended: Error | undefined

  private constructor(onError?: (error: Error) => void) {
    this.#onError = onError
    this.#worker.on('message', (answer: EmbeddedAnswer) => this.#receive(answer))
    this.#worker.on('error', (cause) => this.#fail(cause.message, cause))
    this.#worker.on('exit', (code) => this.#fail(`its thread exited with code ${code}`))
  }

  /** Starts the thread and opens the database. `onError` is called if it ends by itself later. */
  static async open(
    options: Omit<EmbeddedOptions, 'wasm'>,
    onError?: (error: Error) => void,
  ): Promise<EmbeddedClient> {
    const client = new EmbeddedClient(onError)
    try {
      await client.#request({ type: 'open', ...options, wasm: await compile() })
      return client
    } catch (error) {
      await client.#end()
      throw error
    }
  }

  /** Runs a statement. `check` throws once its result is no longer wanted: what remains of it is dropped then. */
  async query<Row extends object>(
    text: string,
    values: readonly unknown[],
    check: (() => void) | undefined,
    meter?: ByteMeter,
  ): Promise<Row[]> {
    const collector = new RowCollector<Row>(meter)
    const onRows = async (piece: Piece) => {
      check?.()
      await collector.add(piece)
    }
    await this.#request({ type: 'query', text, values }, onRows)
    return collector.rows
  }

  /** Runs a script of several statements. Returns the tag of the last command. */
  script(text: string): Promise<string | undefined> {
    return this.#request({ type: 'script', text })
  }

  /** Listens on a channel. Resolves with a function that stops. */
  async listen(channel: string, onSignal: (payload: string) => void): Promise<() => Promise<void>> {
    const answer = this.#request({ type: 'listen', channel })
    const listener = this.#lastId
    this.#listeners.set(listener, onSignal)
    await answer
    return async () => {
      this.#listeners.delete(listener)
      await this.#request({ type: 'unlisten', listener })
    }
  }

  /** Calls `onRoom` once the worker can take another request: at once, or when it has answered one. */
  whenRoom(onRoom: () => void): void {
    if (this.#pending.size < maxSent) onRoom()
    else this.#waitingForRoom.push(onRoom)
  }

  /** Closes the database after the requests before, and ends the thread. */
  async close(): Promise<void> {
    if (this.#ended) return
    try {
      await this.#request({ type: 'close' })
    } finally {
      await this.#end()
    }
  }

  async #end(): Promise<void> {
    this.#ended ??= new Error('The embedded database is closed.')
    await this.#worker.terminate()
  }

  #request(request: EmbeddedRequest, onRows?: Pending['onRows']): Promise<string | undefined> {
    return new Promise((resolve, reject) => {
      if (this.#ended) return reject(this.#ended)
      this.#lastId += 1
      const id = this.#lastId
      this.#worker.postMessage({ id, ...request })
      if (this.#pending.size === 0) this.#worker.ref()
      this.#pending.set(id, { resolve, reject, onRows })
    })
  }

  #receive(answer: EmbeddedAnswer): void {
    const { id } = answer
    if (answer.type === 'signal') {
      this.#listeners.get(id)?.(answer.payload)
      return
    }
    const pending = this.#pending.get(id)
    if (!pending) return
    if (answer.type === 'rows') {
      void this.#receiveRows(id, answer, pending)
      return
    }
    this.#settle(id)
    if (answer.type === 'done') pending.resolve(answer.command)
    else pending.reject(toError(answer.error))
  }

  async #receiveRows(id: number, piece: Piece, { onRows, resolve, reject }: Pending): Promise<void> {
    try {
      await onRows?.(piece)
    } catch (error) {
      this.#settle(id)
      reject(error as Error)
      if (!piece.isLast) this.#worker.postMessage({ id, type: 'drop' })
      return
    }
    if (!piece.isLast) return this.#worker.postMessage({ id, type: 'more' })
    this.#settle(id)
    resolve(undefined)
  }

  #settle(id: number): void {
    this.#pending.delete(id)
    if (this.#pending.size === 0) this.#worker.unref()
    if (this.#pending.size < maxSent) this.#waitingForRoom.shift()?.()
  }

  /** Rejects all requests, those that follow too, once the thread has ended by itself. */
  #fail(reason: string, cause?: unknown): void {
    if (this.#ended) return
    const error = new DatabaseUnavailableError(`The embedded database has ended: ${reason}.`, { cause })
    this.#ended = error
    for (const { reject } of this.#pending.values()) reject(error)
    this.#pending.clear()
    for (const onRoom of this.#waitingForRoom.splice(0)) onRoom()
    this.#onError?.(error)
  }
}

/** Makes the error of a statement anew, as the driver of PostgreSQL would. */
function toError({ name, message, fields }: PlainError): Error {
  const isOfStatement = typeof fields.code === 'string' && 'severity' in fields
  const error = isOfStatement ? new pg.DatabaseError(message, 0, 'error') : new Error(message)
  return Object.assign(error, { name }, fields)
}
