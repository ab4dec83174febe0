import type { Database } from '../../src/data/database.ts'
import { listen, type TestGateway } from '../support/gateway.ts'

/** A gateway that can be stopped in order and started again, at the same port and on the same database. */
export class RestartableGateway {
  readonly #database: Database
  readonly #env: Record<string, string>
  #running: TestGateway | undefined
  #port = '0'

  /** The database is the caller's to close. */
  constructor(database: Database, env: Record<string, string> = {}) {
    this.#database = { ...database, close: async () => {} }
    this.#env = env
  }

  get socketUrl(): string {
    if (!this.#running) throw new Error('The gateway is not running.')
    return this.#running.socketUrl
  }

  async start(): Promise<void> {
    const open = async () => this.#database
    this.#running = await listen({ ...this.#env, PORT: this.#port }, { open })
    this.#port = new URL(this.#running.url).port
    await this.#running.ready()
  }

  /** Closes every connection, asking the client to reconnect. */
  async stop(): Promise<void> {
    await this.#running?.close()
    this.#running = undefined
  }
}
