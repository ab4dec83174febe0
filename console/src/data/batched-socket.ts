/// <reference types="vite/client" />
import { maxPaceMs, minPaceMs, paceAfter, timeRendering } from './pace.ts'
import { createSocketRelay, type SocketBatch, type SocketChange, type SocketCommand } from './socket-relay.ts'
import workerUrl from './socket-worker.ts?worker&url'

/** Where the socket is: a worker, or this page where a worker could not be had once. */
type Relay = { post(command: SocketCommand): void; end(): void }

let areWorkersMissing = false

/** What TypeScript's library does not declare of Trusted Types. */
type ScriptPolicies = {
  createPolicy(name: string, rules: { createScriptURL(): string }): { createScriptURL(url: string): string }
}

const { trustedTypes } = globalThis as { trustedTypes?: ScriptPolicies }
// The page's policy allows this one by its name, which makes nothing but the worker's own address.
const policy = trustedTypes?.createPolicy('socket-worker', { createScriptURL: () => workerUrl })

function openWorker(receive: (batch: SocketBatch) => void, fail: () => void): Relay {
  const worker = new Worker(policy?.createScriptURL('') ?? workerUrl, { type: 'module' })
  worker.onmessage = ({ data }: MessageEvent<SocketBatch>) => receive(data)
  worker.onerror = () => {
    areWorkersMissing = true
    worker.terminate()
    fail()
  }
  return { post: (command) => worker.postMessage(command), end: () => worker.terminate() }
}

function openRelay(receive: (batch: SocketBatch) => void, fail: () => void): Relay {
  if (!areWorkersMissing) {
    try {
      return openWorker(receive, fail)
    } catch {
      areWorkersMissing = true
    }
  }
  return { post: createSocketRelay(receive), end() {} }
}

/**
 * As much of a WebSocket as graphql-ws uses. A worker receives its messages, and the page gets them in batches: 20 in a second
 * at most, fewer where rendering takes long, and one while it is hidden. Where the worker fails, the socket closes as if the
 * connection were lost, and the next one is opened by the page itself.
 */
export class BatchedSocket {
  static readonly CONNECTING = 0
  static readonly OPEN = 1
  static readonly CLOSING = 2
  static readonly CLOSED = 3
  readyState: number = BatchedSocket.CONNECTING
  onopen: (() => void) | null = null
  onmessage: ((event: { readonly data: string }) => void) | null = null
  onerror: ((event: Event) => void) | null = null
  onclose: ((event: CloseEvent) => void) | null = null
  readonly #relay: Relay
  #paceMs = minPaceMs

  constructor(url: string, protocol: string) {
    this.#relay = openRelay(
      (batch) => this.#render(batch),
      () =>
        this.#receive({ messages: [], change: { type: 'close', code: 1006, reason: '', wasClean: false } }),
    )
    document.addEventListener('visibilitychange', this.#setPace)
    this.#setPace()
    this.#relay.post({ type: 'open', url, protocol })
  }

  send(data: string): void {
    this.#relay.post({ type: 'send', data })
  }

  close(code?: number, reason?: string): void {
    if (this.readyState < BatchedSocket.CLOSING) this.readyState = BatchedSocket.CLOSING
    this.#relay.post({ type: 'close', code, reason })
  }

  /** Is called with each change of its state, before the handlers are. */
  protected onChange(_change: SocketChange): void {}

  readonly #setPace = (): void => {
    const everyMs = document.visibilityState === 'visible' ? this.#paceMs : maxPaceMs
    this.#relay.post({ type: 'pace', everyMs })
  }

  #render(batch: SocketBatch): void {
    const receive = () => this.#receive(batch)
    // A hidden page has no frames.
    if (document.visibilityState === 'visible') timeRendering(receive, (ms) => this.#followPace(ms))
    else receive()
  }

  #followPace(renderingMs: number): void {
    if (this.readyState === BatchedSocket.CLOSED) return
    // A single slow rendering, as of a screen that opens, counts half.
    this.#paceMs = (this.#paceMs + paceAfter(renderingMs)) / 2
    this.#setPace()
  }

  #receive({ messages, change }: SocketBatch): void {
    for (const data of messages) this.onmessage?.({ data })
    if (change) this.onChange(change)
    if (change?.type === 'open') {
      this.readyState = BatchedSocket.OPEN
      this.onopen?.()
    } else if (change?.type === 'error') this.onerror?.(new Event('error'))
    else if (change?.type === 'close') {
      this.readyState = BatchedSocket.CLOSED
      document.removeEventListener('visibilitychange', this.#setPace)
      this.#relay.end()
      this.onclose?.(new CloseEvent('close', change))
    }
  }
}
