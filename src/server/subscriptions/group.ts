import type { ExecutionArgs, ExecutionResult, GraphQLError } from 'graphql'
import { LRUCache } from 'lru-cache'
import { isTransient } from '../../data/transient-errors.ts'
import { ClientError, UnauthenticatedError } from '../../errors/client-errors.ts'
import { rootCause } from '../../errors/root-cause.ts'
import { retryTransient } from '../../live/retry.ts'
import type { Context } from '../../schema/context.ts'
import { SkipEvent, type SubscriptionSource } from '../../schema/subscription.ts'
import { executeWithGraphqlJs } from '../execution/graphql-js.ts'
import { enterContext, perTickContext, type SharedContext } from './shared-context.ts'

/** The result of one event, shared by the subscriptions of a group. */
export type SerializedResult = { readonly result: ExecutionResult; readonly json: string }

type Batch = Map<object, SerializedResult | null>

/** Number of result batches kept for slower subscribers. */
const batchesKept = 8

/**
 * Subscriptions with identical results: the same document, variables, viewer and stream. Each event is
 * executed and serialized once for all of them.
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

  /** Adds a subscription; `end` is called when its viewer loses access. */
  join(member: object, end: (error: GraphQLError) => void): void {
    this.#members.set(member, end)
  }

  /** Removes a subscription; returns true if it was the last one. */
  leave(member: object): boolean {
    this.#members.delete(member)
    if (this.#members.size > 0) return false
    this.#stop()
    this.#left.abort()
    return true
  }

  /**
   * Returns the result of an event: null for none, a promise while it is computed (call again then). Replayed
   * events are executed in the replay queue.
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

  /** Throws if any result has a transient error, since the event would be lost if delivered with it. */
  async #execute(batch: readonly object[]): Promise<ExecutionResult[]> {
    const recording = this.watch.stream.record()
    const results = await this.#withContext((context) => {
      const contextValue = { ...context, loaders: context.loaders.forOperation(recording?.onRead) }
      return Promise.all(
        batch.map((rootValue) => executeWithGraphqlJs({ ...this.#args, rootValue, contextValue })),
      )
    }).finally(recording?.end)
    for (const { errors = [] } of results) {
      const cause = errors.map(rootCause).find(isTransient)
      if (cause) throw cause
    }
    return results
  }

  /** Checks the viewer's access again; concurrent changes are coalesced. */
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

  /** Runs `work` with a context that is cancelled when the last subscription leaves. */
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

/** Throws unless the viewer is still active, with the same admin rights as at the start. */
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
  // Errors must be masked first, so their text cannot be reused.
  return { result: result.errors ? result : { ...result, ...{ stringify: () => json } }, json }
}
