import type { Database, Statement } from '../../src/data/database.ts'
import { ChangeNotifier, type OnChange } from '../../src/live/change-notifier.ts'
import type { NotificationSource, SignalEvents } from '../../src/live/notification-source.ts'
import type { WatchKey } from '../../src/live/watch-keys.ts'
import { inVirtualTime } from './simulator/simulate.ts'
import { World } from './simulator/world.ts'
/** A notifier whose source and database do as a test says, in virtual time. */
export class Scene {
  readonly world = new World(1)
  readonly errors: Error[] = []
  /** What woke each watcher, by its name. */
  readonly woken: string[] = []
  readonly asked: unknown[] = []
  events: SignalEvents | undefined
  listens = 0
  stops = 0
  isComplete = true
  snapshot = 1
  /** Who owns a session. */
  ownerOf = (session: string) => `owner of ${session}`
  failure: Error | undefined
  readonly notifier: ChangeNotifier

  constructor() {
    const source: NotificationSource = {
      listen: async (events) => {
        await this.world.pause(10)
        this.events = events
        this.listens += 1
        return async () => {
          await this.world.pause(10)
          this.events = undefined
          this.stops += 1
        }
      },
      isComplete: async () => this.isComplete,
    }
    const query = async (statement: Statement | string, values: readonly unknown[] = []) => {
      if (this.failure) throw this.failure
      if (typeof statement === 'string') return [{ snapshot: String(this.snapshot) }]
      this.asked.push(values[0])
      const known = (values[0] as string[]).filter((id) => id !== 'removed')
      return known.map((id) => ({ id, owner: this.ownerOf(id) }))
    }
    this.notifier = new ChangeNotifier({ query } as unknown as Database, source, (error) => {
      this.errors.push(error)
    })
  }

  watch(name: string, ...keys: WatchKey[]): () => void {
    const wake: OnChange = (change) => void this.woken.push(change ? name : `${name}!`)
    return this.notifier.watch(keys, wake)
  }

  /** The watchers that are woken by a notification. */
  async signal(payload: object | string): Promise<string[]> {
    this.woken.length = 0
    this.events?.onSignal(typeof payload === 'string' ? payload : JSON.stringify(payload))
    await this.world.run(1)
    return this.woken.splice(0)
  }

  /** The watchers that are woken meanwhile. */
  async pass(ms: number): Promise<string[]> {
    this.woken.length = 0
    await this.world.run(ms)
    return this.woken.splice(0)
  }
}

/** Runs a script of a notifier in virtual time. */
export const onScene = async (script: (scene: Scene) => Promise<void>) => {
  const scene = new Scene()
  await inVirtualTime(scene.world, () => script(scene))
}
/** The key of the runs of a session. */
export const run = (key: string): WatchKey => ({ table: 'run_tasks', column: 'session_id', key })
/** The key of the runs of a user. */
export const runsOf = (key: string): WatchKey => ({ table: 'run_tasks', column: 'user_id', key })
