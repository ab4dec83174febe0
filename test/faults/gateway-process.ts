import { type RunningProcess, startCommand } from '../cli/process.ts'
import { testSecret } from '../support/client.ts'
import { environment } from './scenario.ts'

/** A gateway that is a process of its own, and restarts at the same port. */
export class FaultyGateway {
  readonly #databaseUrl: string
  #running: RunningProcess | undefined
  #port = '0'

  constructor(databaseUrl: string) {
    this.#databaseUrl = databaseUrl
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/graphql`
  }

  get socketUrl(): string {
    return this.url.replace('http', 'ws')
  }

  /** Resolves when it answers. */
  async start(): Promise<void> {
    this.#running = startCommand(['start'], {
      ...environment,
      LOG_LEVEL: 'info',
      DATABASE_URL: this.#databaseUrl,
      JWT_SECRET_KEY: testSecret,
      HOST: '127.0.0.1',
      PORT: this.#port,
    })
    const [, port = ''] = await this.#running.writes(/127\.0\.0\.1:(\d+)/)
    this.#port = port
    await this.#running.writes(/"msg":"ready"/)
  }

  /** Ends it, and resolves with its exit code and how long that took, when it is gone. */
  async stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<{ code: number | null; ms: number }> {
    const from = performance.now()
    this.#running?.child.kill(signal)
    const finished = await this.#running?.finished
    return { code: finished?.code ?? null, ms: performance.now() - from }
  }
}
