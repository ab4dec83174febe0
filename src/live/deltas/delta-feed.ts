import { createClient } from '@redis/client'
import { LRUCache } from 'lru-cache'
import { endRedisClient } from '../../data/end-redis-client.ts'
import { pauseBefore } from '../retry.ts'
import { DeltaText } from './delta-text.ts'
import { readSocketMessage, type SocketEvent } from './socket-message.ts'

/** An event of the platform's socket that is never stored, as one session receives it. `text` is masked. */
export class SessionDelta {
  readonly event: SocketEvent
  readonly session: string
  readonly text: string | null
  /** The size of its message in bytes. */
  readonly bytes: number
  /** For the stream: each delta is executed alone. */
  readonly batch: readonly SessionDelta[] = [this]

  constructor(event: SocketEvent, session: string, text: string | null, bytes: number) {
    this.event = event
    this.session = session
    this.text = text
    this.bytes = bytes
  }
}

/** The channel of python-socketio's managers. */
const channel = 'socketio'
const silenceMs = 10_000
/** Number of texts in the making that are kept for masking. */
const maxTexts = 1_000

/** Options of `DeltaFeed`. */
export type DeltaFeedOptions = {
  /** Called once, when the first message in pickle comes. */
  readonly onPickle: () => void
  readonly onError: (error: Error) => void
}

/** Identifies the text that a delta continues in a session. */
const textKey = (session: string, { runId, content }: SocketEvent, name: string): string =>
  JSON.stringify([session, runId, name, content.agent_name])

type Subscriber = (delta: SessionDelta) => void

/**
 * Receives what the platform emits to its socket's clients, by one connection to its Redis for all subscribers; none
 * without subscribers. What is published while the connection is lost is missed.
 */
export class DeltaFeed {
  readonly #url: string
  readonly #options: DeltaFeedOptions
  readonly #sessions = new Map<string, Set<Subscriber>>()
  readonly #texts = new LRUCache<string, DeltaText>({ max: maxTexts })
  #disconnect: (() => void) | undefined
  #hasSeenPickle = false

  constructor(redisUrl: string, options: DeltaFeedOptions) {
    this.#url = redisUrl
    this.#options = options
  }

  /** Calls `subscriber` with each delta of a session, until the function returned is called. */
  subscribe(session: string, subscriber: Subscriber): () => void {
    const subscribers = this.#sessions.get(session) ?? new Set()
    this.#sessions.set(session, subscribers.add(subscriber))
    this.#disconnect ??= this.#connect()
    return () => {
      subscribers.delete(subscriber)
      if (subscribers.size === 0 && this.#sessions.get(session) === subscribers)
        this.#sessions.delete(session)
      if (this.#sessions.size === 0) this.close()
    }
  }

  /** Closes the connection; subscribers receive nothing more. */
  close(): void {
    this.#disconnect?.()
    this.#disconnect = undefined
    this.#texts.clear()
  }

  #connect(): () => void {
    let isOpen = true
    const client = createClient({
      url: this.#url,
      pingInterval: silenceMs / 2,
      socket: {
        connectTimeout: silenceMs,
        socketTimeout: silenceMs,
        reconnectStrategy: (attempt) => isOpen && pauseBefore(attempt),
      },
    })
    const onError = (error: Error) => {
      if (isOpen) this.#options.onError(error)
    }
    client.on('error', onError)
    client
      .connect()
      // After a reconnect the client subscribes again by itself.
      .then(() => client.subscribe(channel, (message) => this.#receive(message), true))
      .catch(onError)
    return () => {
      isOpen = false
      endRedisClient(client)
    }
  }

  #receive(message: Buffer): void {
    const event = readSocketMessage(message)
    if (event === 'pickle' && !this.#hasSeenPickle) {
      this.#hasSeenPickle = true
      this.#options.onPickle()
    }
    if (typeof event === 'string') return
    for (const session of event.sessions) {
      const subscribers = this.#sessions.get(session)
      if (subscribers) this.#deliver(event, session, subscribers, message.length)
    }
  }

  #deliver(event: SocketEvent, session: string, subscribers: ReadonlySet<Subscriber>, bytes: number): void {
    if (!event.isTransient) {
      // The whole text has come: the next piece begins another.
      this.#texts.delete(textKey(session, event, `${event.name}.delta`))
      return
    }
    const delta = new SessionDelta(event, session, this.#textOf(session, event), bytes)
    for (const subscriber of [...subscribers]) subscriber(delta)
  }

  /** Masks the text of a delta together with those before it: of the same session, run, agent and kind. */
  #textOf(session: string, event: SocketEvent): string | null {
    const { text } = event.content
    if (typeof text !== 'string') return null
    const key = textKey(session, event, event.name)
    const known = this.#texts.get(key) ?? new DeltaText()
    this.#texts.set(key, known)
    return known.add(text)
  }
}
