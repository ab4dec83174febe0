import { RequestCache } from '@pothos/plugin-scope-auth'
import type { ExecutionArgs, ExecutionResult, GraphQLError } from 'graphql'
import { ByteLimitError } from '../../data/byte-meter.ts'
import { Cancellation } from '../../data/cancellation.ts'
import { isTransient } from '../../data/transient-errors.ts'
import { ClientError, UnauthenticatedError } from '../../errors/client-errors.ts'
import { wrapError } from '../../errors/execution-errors.ts'
import { LimitError } from '../../errors/limit-error.ts'
import { getRootCause } from '../../errors/root-cause.ts'
import { retryTransient } from '../../live/retry.ts'
import { AnswerSize } from '../../schema/answer-size.ts'
import type { Context } from '../../schema/context.ts'
import type { SubscriptionSource } from '../../schema/subscription.ts'
import { type AllKeptResults, KeptResults, type SerializedResult } from './kept-results.ts'
import { serializeResults } from './serialize-results.ts'
import { enterContext, perTickContext, type SharedContext, separateContext } from './shared-context.ts'

/** Executes an operation for an event, its root value; counts the size of the result in `size`. */
export type ExecuteEvent = (
  args: ExecutionArgs,
  size: AnswerSize,
) => Promise<ExecutionResult> | ExecutionResult

/** A subscription that waits for a result. */
export type ResultWaiter = { resume(): void; fail(error: GraphQLError): void }

/** What the groups of a process share. */
export type GroupParts = { readonly kept: AllKeptResults; readonly execute: ExecuteEvent }

/**
 * Subscriptions with identical results: the same document, variables, viewer and stream. Each event is
 * executed and serialized once for all of them.
 */
export class SubscriptionGroup {
  readonly key: string
  readonly watch: SubscriptionSource
  readonly #args: ExecutionArgs
  readonly #executeEvent: ExecuteEvent
  readonly #context: Context
  readonly #done: KeptResults
  /** The subscriptions that wait for the results of a batch. A promise for each would take longer than to send one. */
  readonly #waiting = new Map<readonly object[], ResultWaiter[]>()
  /** The smaller batches of those that exceeded a limit of one request. */
  readonly #parts = new WeakMap<readonly object[], readonly (readonly object[])[]>()
  /** Batches that share the limits of a request with no other work. */
  readonly #separate = new WeakSet<readonly object[]>()
  readonly #members = new Map<object, (error: GraphQLError) => void>()
  readonly #stop: () => void
  readonly #left = new Cancellation()
  #isChecking = false
  #mustCheckAgain = false

  constructor(key: string, args: ExecutionArgs, watch: SubscriptionSource, { kept, execute }: GroupParts) {
    this.key = key
    this.#done = new KeptResults(kept)
    this.watch = watch
    this.#args = args
    this.#executeEvent = execute
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
    this.#left.cancel()
    this.#done.clear()
    return true
  }

  /**
   * Returns the result of an event: null for none, undefined while it is computed; then calls the waiter, which calls
   * again. Replayed events are executed in the replay queue.
   */
  result(event: object, isReplayed: boolean, waiter: ResultWaiter): SerializedResult | null | undefined {
    const batch = this.#batchOf(event)
    const done = this.#done.get(batch)?.get(event)
    if (done !== undefined) return done
    const waiting = this.#waiting.get(batch)
    if (waiting) waiting.push(waiter)
    else {
      this.#waiting.set(batch, [waiter])
      void this.#prepare(batch, isReplayed)
    }
    return undefined
  }

  #batchOf(event: object): readonly object[] {
    let batch = this.watch.stream.batchOf(event)
    for (;;) {
      const part = this.#parts.get(batch)?.find((some) => some.includes(event))
      if (!part) return batch
      batch = part
    }
  }

  async #prepare(batch: readonly object[], isReplayed: boolean): Promise<void> {
    const failure = await this.#keepResults(batch, isReplayed).catch(wrapError)
    const waiting = this.#waiting.get(batch) ?? []
    this.#waiting.delete(batch)
    if (this.#left.isCancelled) return
    for (const waiter of waiting) {
      if (failure) waiter.fail(failure)
      else waiter.resume()
    }
  }

  async #keepResults(batch: readonly object[], isReplayed: boolean): Promise<void> {
    const { replays } = this.#context.services.live
    const execute = () => this.#execute(batch)
    const left = this.#left
    const results = await retryTransient(isReplayed ? () => replays.run(execute, left) : execute, left)
    const { limits } = this.#context.services
    const serialized = results && (await serializeResults(batch, results, limits?.responseBytes))
    if (left.isCancelled) return
    if (serialized) this.#done.set(batch, serialized)
    else this.#divide(batch)
  }

  /** Lets the events of a batch be executed in halves, or the only one without other work. */
  #divide(batch: readonly object[]): void {
    const half = Math.ceil(batch.length / 2)
    const parts = [batch.slice(0, half), batch.slice(half)]
    for (const part of parts) this.#separate.add(part)
    this.#parts.set(batch, parts)
  }

  /**
   * Executes events in one context. Returns undefined if they exceeded a limit that each may keep. Throws if any
   * result has a transient error. With either error, an event would be lost if delivered.
   */
  async #execute(batch: readonly object[]): Promise<ExecutionResult[] | undefined> {
    const recording = this.watch.stream.record()
    const isSeparate = this.#separate.has(batch)
    const results = await this.#withContext(isSeparate, (context) => {
      const contextValue = { ...context, loaders: context.loaders.forOperation(recording?.onRead) }
      const { services, bytes } = context
      // V8's minor collections keep what a WeakMap holds, and with it all that was read.
      const forget = () => RequestCache.clearForContext(contextValue)
      return Promise.all(
        batch.map((rootValue) =>
          this.#executeEvent(
            { ...this.#args, rootValue, contextValue },
            new AnswerSize(services.limits, bytes),
          ),
        ),
      ).finally(forget)
    }).finally(recording?.end)
    const causes = results.flatMap(({ errors = [] }) => errors.map(getRootCause))
    if (causes.some(isOfTogether) && !(isSeparate && batch.length === 1)) return undefined
    const cause = causes.find(isTransient)
    if (cause) throw cause
    return results
  }

  /** Checks the viewer's access again; concurrent changes are coalesced. */
  async #check(): Promise<void> {
    this.#mustCheckAgain = true
    if (this.#isChecking) return
    this.#isChecking = true
    while (this.#mustCheckAgain) {
      this.#mustCheckAgain = false
      try {
        await retryTransient(() => this.#checkOnce(), this.#left)
      } catch (error) {
        if (error instanceof ClientError) for (const end of [...this.#members.values()]) end(error)
        else this.#context.log.debug({ err: error }, 'rights could not be checked')
      }
    }
    this.#isChecking = false
  }

  async #checkOnce(): Promise<void> {
    const check = async (context: SharedContext) => {
      await checkAccount(context)
      await this.watch.rights.check(context)
    }
    try {
      await this.#withContext(false, check)
    } catch (error) {
      if (!isOfTogether(getRootCause(error))) throw error
      await this.#withContext(true, check)
    }
  }

  /**
   * Runs `work` with a context that is cancelled when the last subscription leaves. Unless it is separate, it is
   * shared with other work of the viewer.
   */
  async #withContext<Result>(
    isSeparate: boolean,
    work: (context: SharedContext) => Promise<Result>,
  ): Promise<Result> {
    const context = isSeparate ? separateContext(this.#context) : perTickContext(this.#context)
    const leave = enterContext(context)
    const stopListening = this.#left.onCancel(leave)
    try {
      const result = await work(context)
      this.#left.throwIfCancelled()
      return result
    } finally {
      stopListening()
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

/** True for an error of a limit on all that is read for a request, which other events may have used up. */
const isOfTogether = (cause: unknown): boolean =>
  cause instanceof ByteLimitError || (cause instanceof LimitError && cause.extensions.limit === 'rows')
