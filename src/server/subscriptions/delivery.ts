import type { ExecutionResult, GraphQLError } from 'graphql'
import { LRUCache } from 'lru-cache'
import { isTransient } from '../../data/transient-errors.ts'
import { dataUnits, reserve } from '../../data/turns.ts'
import { wrapError } from '../../errors/execution-errors.ts'
import type { Stream, StreamSubscriber } from '../../live/stream.ts'
import { subscriptions } from '../diagnostics.ts'
import type { SubscriptionGroup } from './group.ts'
import type { SerializedResult } from './kept-results.ts'

/** Receives results as JSON, bypassing the iterator. */
export type SerializedSink = {
  /** Sends JSON as text, or in UTF-8 if others send the same. */
  send(json: string | Buffer): void
  /**
   * True if the buffer, which all operations of a connection share, has room. Otherwise calls `resume` once it
   * was sent, whichever operation filled it.
   */
  hasRoom(resume: () => void): boolean
}

/** Options of a subscription iterator. */
export type DeliveryOptions = {
  readonly stream: Stream
  readonly socket?: SerializedSink
  readonly onClose: () => void
  /** Closes the connection of an interrupted stream, because a client does not reconnect after completion. */
  readonly cutOff?: () => void
}

/** Maximum total characters of the last results per state that a subscription keeps. */
const maxSentStatesSize = 4_000_000
/** Shorter results take no share of a turn, which would cost as much as to send them. */
const minTurnLength = 16_384
const getSize = (json: string, state: string) => json.length + state.length

type Step = IteratorResult<ExecutionResult, undefined>

/**
 * Delivers the results of one subscription with backpressure: an event is taken from the stream only when the
 * client can receive it.
 */
export class SubscriptionIterator implements AsyncGenerator<ExecutionResult, undefined> {
  readonly #group: SubscriptionGroup
  readonly #stream: Stream
  readonly #subscriber: StreamSubscriber<object>
  readonly #socket: SerializedSink | undefined
  readonly #onClose: () => void
  readonly #cutOff: (() => void) | undefined
  #event: object | undefined
  /** The event's result while it is sent: it has its share of this turn of the event loop, or of the one that it waited for. */
  #ready: SerializedResult | undefined
  #sentStates: LRUCache<string, string> | undefined
  #pull: ((step: Step) => void) | undefined
  #final: ExecutionResult | undefined
  #isInterrupted = false
  #state: 'open' | 'ending' | 'closed' = 'open'
  #isWaiting = false
  #isRunning = false

  /** The stream has its own start position; events are shared with the group's other streams. */
  constructor(group: SubscriptionGroup, { stream, socket, onClose, cutOff }: DeliveryOptions) {
    this.#group = group
    this.#stream = stream
    this.#socket = socket
    this.#onClose = onClose
    this.#cutOff = cutOff
    this.#subscriber = stream.open(() => this.#run())
    group.join(this, (error) => this.fail(error))
    subscriptions.publish(1)
  }

  readonly #resume = () => this.#run()

  next(): Promise<Step> {
    return new Promise((resolve) => {
      this.#pull = resolve
      if (this.#state === 'open') this.#run()
      else this.#finish()
    })
  }

  async return(): Promise<Step> {
    this.#close()
    return this.#step({ done: true, value: undefined })
  }

  async throw(): Promise<Step> {
    return this.return()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#close()
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  /** Goes on after it waited for a result or a turn. */
  resume(): void {
    this.#isWaiting = false
    this.#run()
  }

  /** Ends the subscription with an error as its last result. */
  fail(error: GraphQLError): void {
    if (this.#state !== 'open') return
    this.#final = { errors: [error] }
    this.#isInterrupted = isTransient(error.originalError)
    this.#end()
  }

  #run(): void {
    // A stream may call `wake` while its reader takes from it.
    if (this.#isRunning) return
    this.#isRunning = true
    try {
      while (
        this.#state === 'open' &&
        !this.#isWaiting &&
        this.#pull &&
        this.#socket?.hasRoom(this.#resume) !== false
      )
        if (!this.#advance()) return
    } finally {
      this.#isRunning = false
    }
  }

  /** Delivers one event; returns false if none is available. */
  #advance(): boolean {
    if (!this.#event) {
      const event = this.#subscriber.take()
      if (event instanceof Promise) return this.#wait(event)
      if (event === null) this.#end()
      if (!event) return false
      this.#event = event
    }
    const result = this.#ready ?? this.#group.result(this.#event, this.#subscriber.isReplaying ?? false, this)
    if (result === undefined) {
      this.#isWaiting = true
      return false
    }
    const turn = this.#reserveTurn(result)
    if (turn) return this.#wait(turn)
    const stream = this.#stream
    const state = stream.stateOf(this.#event)
    const unsent = result && !this.#isSent(state, result) ? result : undefined
    // Errors use the Yoga path, which masks, logs and annotates them.
    const bytes = this.#socket && !unsent?.result.errors ? unsent?.encode() : undefined
    if (bytes instanceof Promise) return this.#wait(bytes)
    const isLast = stream.isLast(this.#event)
    this.#event = undefined
    this.#ready = undefined
    if (unsent) this.#send(unsent, state, bytes)
    if (isLast) this.#end()
    return true
  }

  /**
   * Returns a promise if the result must wait for a later turn of the event loop: all subscriptions of a group have an event
   * at once, and each encodes and writes it for itself.
   */
  #reserveTurn(result: SerializedResult | null): Promise<void> | undefined {
    if (!result || this.#ready || result.json.length < minTurnLength) return undefined
    this.#ready = result
    return reserve(result.json.length * dataUnits)
  }

  /** True if the result equals the last one of its state. */
  #isSent(state: string | undefined, { json }: SerializedResult): boolean {
    return state !== undefined && this.#sentStates?.get(state) === json
  }

  #wait(until: Promise<unknown>): false {
    this.#isWaiting = true
    until.then(
      () => this.resume(),
      (error: unknown) => this.fail(wrapError(error)),
    )
    return false
  }

  #send({ result, json }: SerializedResult, state: string | undefined, bytes: Buffer | undefined): void {
    if (state !== undefined) {
      this.#sentStates ??= new LRUCache({ maxSize: maxSentStatesSize, sizeCalculation: getSize })
      this.#sentStates.set(state, json)
    }
    if (this.#socket && bytes) this.#socket.send(bytes)
    else this.#step({ done: false, value: result })
  }

  #end(): void {
    this.#state = 'ending'
    if (this.#pull) this.#finish()
  }

  #finish(): void {
    const final = this.#final
    this.#final = undefined
    if (final) {
      this.#step({ done: false, value: final })
      return
    }
    this.#close()
    if (this.#isInterrupted && this.#cutOff) this.#cutOff()
    else this.#step({ done: true, value: undefined })
  }

  #step(step: Step): Step {
    const pull = this.#pull
    this.#pull = undefined
    pull?.(step)
    return step
  }

  #close(): void {
    if (this.#state === 'closed') return
    this.#state = 'closed'
    subscriptions.publish(-1)
    this.#subscriber.close()
    this.#onClose()
  }
}
