import pg from 'pg'
import type { TargetList } from './target-list.ts'

type Release = (destroy?: boolean | Error) => void
type Callback = (error: Error | undefined, client: pg.PoolClient | undefined, release: Release) => void

/** A pool whose connections go to the first target of a list that can be used. */
export class TargetPool extends pg.Pool {
  readonly #targets: TargetList

  constructor(config: pg.PoolConfig, targets: TargetList) {
    super(config)
    this.#targets = targets
  }

  override connect(): Promise<pg.PoolClient>
  override connect(callback: Callback): void
  override connect(callback?: Callback): Promise<pg.PoolClient> | undefined {
    if (this.idleCount > 0) return callback ? void super.connect(callback) : super.connect()
    const connected = this.#targets.attempt(() => super.connect())
    if (!callback) return connected
    connected.then(
      (client) => callback(undefined, client, client.release.bind(client)),
      (error: Error) => callback(error, undefined, () => {}),
    )
    return undefined
  }
}
