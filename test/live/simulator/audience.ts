import {
  type ExecutionArgs,
  execute,
  GraphQLID,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  parse,
} from 'graphql'
import pino from 'pino'
import type { Viewer } from '../../../src/auth/viewer.ts'
import { defaultLimits } from '../../../src/config/limits.ts'
import { Cursors } from '../../../src/data/batching/cursor.ts'
import type { Cancellation } from '../../../src/data/cancellation.ts'
import type { Database, Queryable, Statement } from '../../../src/data/database.ts'
import type { HeldBytes } from '../../../src/data/request-bytes.ts'
import { Live } from '../../../src/live/live.ts'
import type { LogEntry } from '../../../src/live/log-entry.ts'
import { LogStream } from '../../../src/live/log-stream.ts'
import type { LogTopic } from '../../../src/live/log-topic.ts'
import { type Context, createContext, type Services } from '../../../src/schema/context.ts'
import { SkipEvent, SubscriptionSource } from '../../../src/schema/subscription.ts'
import { createPlannedExecutor } from '../../../src/server/execution/planned-executor.ts'
import { useSubscriptions } from '../../../src/server/subscriptions/plugin.ts'
import type { World } from './world.ts'

type Subscribe = (args: ExecutionArgs) => Promise<AsyncGenerator<{ readonly data?: { readonly log: Seen } }>>
/** An entry as a viewer sees it. */
export type Seen = { readonly uid: string; readonly seenBy: string; readonly cursor: string }

const log = pino({ level: 'silent' })
const content = 'content of an entry'
const document = parse('subscription ($after: String) { log(after: $after) { uid seenBy cursor } }')

/**
 * The subscriptions of one gateway to a log: the server’s own groups, delivery and contexts, with a schema of one field,
 * whose entries are read from the model’s database for each viewer.
 */
export class Audience {
  readonly live: Live
  /** Viewers that may no longer watch. */
  readonly inactive = new Set<string>()
  /** What the next reading of an account fails with. */
  accountError: Error | undefined
  /** The entries that were read, each as `viewer: uid`, and how many such statements were cancelled. */
  readonly read: string[] = []
  cancelled = 0
  /** How long such a statement takes, in milliseconds. */
  readMs: readonly [min: number, max: number] = [0, 8]
  /** Whether a viewer may see an entry. */
  readonly maySee: (viewer: string, uid: string) => boolean
  readonly #world: World
  /** One object, as in a process: contexts are shared by it. */
  readonly #services: Services
  readonly #subscribe: Subscribe
  readonly #schema: GraphQLSchema

  constructor(
    world: World,
    database: Database,
    topic: LogTopic,
    maySee = (_viewer: string, _uid: string) => true,
    heldBytes?: HeldBytes,
  ) {
    this.#world = world
    this.maySee = maySee
    const query: Queryable['query'] = (statement, values = [], _deadline, cancellation) =>
      this.#query(database, statement as Statement, values, cancellation) as Promise<never[]>
    const cursors = new Cursors('secret')
    this.live = new Live(database, cursors)
    const services = { database: { ...database, query, reads: { query } }, cursors, live: this.live }
    this.#services = heldBytes ? { ...services, heldBytes } : services
    this.#schema = this.#makeSchema(topic)
    let subscribe: Subscribe | undefined
    const setSubscribeFn = (made: unknown) => {
      subscribe = made as Subscribe
    }
    useSubscriptions(defaultLimits, createPlannedExecutor(this.#schema)(execute)).onSubscribe?.({
      setSubscribeFn,
    } as never)
    if (!subscribe) throw new Error('The plugin does not subscribe.')
    this.#subscribe = subscribe
  }

  /** Subscribes as a viewer; rejects where the server answers with an error. */
  async subscribe(viewer: string, after?: string): ReturnType<Subscribe> {
    const contextValue = createContext({
      services: this.#services,
      viewer: viewerOf(viewer),
      requestId: viewer,
      log,
    })
    return this.#subscribe({ schema: this.#schema, document, variableValues: { after }, contextValue })
  }

  /** Ends the access of a viewer, and signals it to this gateway. */
  deactivate(viewer: string): void {
    this.inactive.add(viewer)
    this.live.signals.wakeAll(`users.id=${viewerOf(viewer).id}`)
  }

  #makeSchema(topic: LogTopic): GraphQLSchema {
    const text = { type: new GraphQLNonNull(GraphQLString) }
    const entry = new GraphQLObjectType({ name: 'Entry', fields: { uid: text, seenBy: text, cursor: text } })
    const subscription = new GraphQLObjectType<unknown, Context>({
      name: 'Subscription',
      fields: {
        log: {
          type: entry,
          args: { after: { type: GraphQLString } },
          subscribe: (_, { after }, { services }) =>
            new SubscriptionSource(new LogStream(services.live, { topic, after }), {
              interests: [],
              check: async () => {},
            }),
          resolve: (event, _args, context) => this.#see(event as LogEntry, context),
        },
      },
    })
    const query = new GraphQLObjectType({ name: 'Query', fields: { id: { type: GraphQLID } } })
    return new GraphQLSchema({ query, subscription })
  }

  async #see({ about, cursor }: LogEntry, { viewer, reads }: Context): Promise<Seen> {
    const seenBy = viewer?.email ?? ''
    if (about.kind !== 'row') return { uid: about.kind, seenBy, cursor }
    const uid = about.facts.eventType ?? ''
    const [row] = await reads.query<{ seenBy: string }>(content, [seenBy, uid])
    if (!row) throw new SkipEvent()
    return { uid, seenBy: row.seenBy, cursor }
  }

  async #query(
    database: Database,
    statement: Statement | string,
    values: readonly unknown[],
    leaving?: Cancellation,
  ) {
    if (statement !== content) return this.#accounts(values)
    const [viewer, uid] = values as [string, string]
    const stop = leaving?.onCancel(() => {
      this.cancelled += 1
    })
    this.read.push(`${viewer}: ${uid}`)
    await this.#world.pause(this.#world.between(...this.readMs))
    // It fails as the statements of the log do.
    await database.query('select 1 from entry', [])
    stop?.()
    leaving?.throwIfCancelled()
    return this.maySee(viewer, uid) ? [{ seenBy: viewer }] : []
  }

  #accounts([keys]: readonly unknown[]): object[] {
    const { accountError } = this
    this.accountError = undefined
    if (accountError) throw accountError
    return (keys as string[]).map((id) => ({
      isActive: !this.inactive.has(nameOf(id)),
      role: 'user',
      $key: id,
    }))
  }
}

const prefix = '00000000-0000-4000-8000-'
const viewerOf = (email: string): Viewer => ({
  id: `${prefix}${Buffer.from(email).toString('hex').padStart(12, '0')}`,
  email,
  isAdmin: false,
})
const nameOf = (id: string) => Buffer.from(id.slice(prefix.length), 'hex').toString().replaceAll('\0', '')
