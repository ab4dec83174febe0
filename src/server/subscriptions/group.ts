import { type ExecutionArgs, type ExecutionResult, execute, GraphQLError } from 'graphql'
import { LRUCache } from 'lru-cache'
import { isTransient } from '../../data/transient-errors.ts'
import { retryTransient } from '../../live/retry.ts'
import type { Context } from '../../schema/context.ts'
import { ClientError, UnauthenticatedError } from '../../schema/errors.ts'
import { SkipEvent, type SubscriptionSource } from '../../schema/subscription.ts'
import { checkSize } from '../execution/size-check.ts'
import { enterContext, perTickContext, type SharedContext } from './shared-context.ts'

/** The result of one event, once for all who asked for the same. */
export type SerializedResult = { readonly result: ExecutionResult; readonly json: string }

type Batch = Map<object, SerializedResult | null>

/** How many batches of results are kept for readers that are a little behind. */
const batchesKept = 8

/**
 * Subscriptions that must get the same answers: the same document and variables, the same viewer, the same stream. Each
 * event is executed once for all of them, and its result written as JSON once.
 */
export class SubscriptionGroup {
  readonly key: string
  readonly watch: SubscriptionSource
  readonly #args: ExecutionArgs
  readonly #context: Context
  readonly #done = new LRUCache<readonly object[], Batch>({ max: batchesKept })
  readonly #underWay = new Map<readonly object[], Promise<void>>()
  readonly #members = new Map<object, (error: GraphQLError) => void>()
  readonly #stop: () => void
  readonly #left = new AbortController()
  #checking = false
  #checkAgain = false

  constructor(key: string, args: ExecutionArgs, watch: SubscriptionSource) {
    this.key = key
    this.watch = watch
    this.#args = args
    this.#context = args.contextValue as Context
    const { services, viewer } = this.#context
    const account = viewer ? [{ table: 'users', column: 'id', key: viewer.id }] : []
    this.#stop = services.live.signals.watch([...watch.rights.interests, ...account], () => this.#check())
  }

  /** Adds a subscription that is ended by `end` when its viewer may not go on. */
  join(member: object, end: (error: GraphQLError) => void): void {
    this.#members.set(member, end)
  }

  /** Whether that was the last one. */
  leave(member: object): boolean {
    this.#members.delete(member)
    if (this.#members.size > 0) return false
    this.#stop()
    this.#left.abort()
    return true
  }

  /**
   * The result of an event: null for none, a promise while it is made (ask again then). A replayed one waits until
   * others that are replayed were executed.
   */
  result(event: object, isReplayed: boolean): SerializedResult | null | Promise<void> {
    const batch = this.watch.stream.batchOf(event)
    const done = this.#done.get(batch)?.get(event)
    if (done !== undefined) return done
    const underWay = this.#underWay.get(batch) ?? this.#prepare(batch, isReplayed)
    this.#underWay.set(batch, underWay)
    return underWay
  }

  async #prepare(batch: readonly object[], isReplayed: boolean): Promise<void> {
    const { replays } = this.#context.services.live
    const execute = () => this.#execute(batch)
    const { signal } = this.#left
    try {
      const results = await retryTransient(isReplayed ? () => replays.run(execute, signal) : execute, signal)
      this.#done.set(batch, new Map(batch.map((event, i) => [event, prepare(results[i])])))
    } catch (error) {
      if (!signal.aborted) throw error
    } finally {
      this.#underWay.delete(batch)
    }
  }

  /** Throws where any of the results has a transient error: an event that is told as one would be lost. */
  async #execute(batch: readonly object[]): Promise<ExecutionResult[]> {
    const results = await this.#withContext((contextValue) =>
      Promise.all(
        batch.map(async (rootValue) =>
          checkSize(await execute({ ...this.#args, rootValue, contextValue }), contextValue),
        ),
      ),
    )
    for (const { errors = [] } of results) {
      const cause = errors.map(rootCause).find(isTransient)
      if (cause) throw cause
    }
    return results
  }

  /** Looks again whether the viewer may go on; several changes at once are looked at together. */
  async #check(): Promise<void> {
    this.#checkAgain = true
    if (this.#checking) return
    this.#checking = true
    while (this.#checkAgain) {
      this.#checkAgain = false
      try {
        await retryTransient(() => this.#checkOnce(), this.#left.signal)
      } catch (error) {
        if (error instanceof ClientError) for (const end of [...this.#members.values()]) end(error)
        else this.#context.log.debug({ err: error }, 'rights could not be checked')
      }
    }
    this.#checking = false
  }

  #checkOnce(): Promise<void> {
    return this.#withContext(async (context) => {
      await checkAccount(context)
      await this.watch.rights.check(context)
    })
  }

  /** Gives up what `work` has sent when the last subscription leaves. */
  async #withContext<Result>(work: (context: SharedContext) => Promise<Result>): Promise<Result> {
    const context = perTickContext(this.#context)
    const leave = enterContext(context)
    this.#left.signal.addEventListener('abort', leave)
    try {
      const result = await work(context)
      this.#left.signal.throwIfAborted()
      return result
    } finally {
      this.#left.signal.removeEventListener('abort', leave)
      leave()
    }
  }
}

/** The viewer is still active, and still as much of an admin as when the subscription began. */
async function checkAccount({ viewer, loaders }: Context): Promise<void> {
  if (!viewer) return
  const { apiKeyId } = viewer
  if (apiKeyId && !(await loaders.loadRow('ApiKey', 'id', ['isActive'], apiKeyId))?.isActive)
    throw new UnauthenticatedError('The API key is no longer active.')
  const account = await loaders.loadRow('User', 'id', ['isActive', 'role'], viewer.id)
  if (account?.isActive && (account.role === 'admin') === viewer.isAdmin) return
  throw new UnauthenticatedError('Your account was deactivated, or its role changed: sign in again.')
}

function prepare(result: ExecutionResult | undefined): SerializedResult | null {
  if (!result || result.errors?.some((error) => rootCause(error) instanceof SkipEvent)) return null
  const json = JSON.stringify(result)
  // Errors are still to be masked: their text is not to be sent as it stands.
  return { result: result.errors ? result : { ...result, ...{ stringify: () => json } }, json }
}

function rootCause(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? rootCause(error.originalError) : error
}
