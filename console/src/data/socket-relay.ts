import { minPaceMs } from './pace.ts'

/** What the page asks of a relay. `pace` sets how many milliseconds lie between two batches at least. */
export type SocketCommand =
  | { readonly type: 'open'; readonly url: string; readonly protocol: string }
  | { readonly type: 'send'; readonly data: string }
  | { readonly type: 'close'; readonly code: number | undefined; readonly reason: string | undefined }
  | { readonly type: 'pace'; readonly everyMs: number }

/** A change of a socket's state. */
export type SocketChange =
  | { readonly type: 'open' | 'error' }
  | { readonly type: 'close'; readonly code: number; readonly reason: string; readonly wasClean: boolean }

/** Messages that a socket received, and the change that came after them. */
export type SocketBatch = { readonly messages: readonly string[]; readonly change?: SocketChange }

/** The first message of a batch waits so long for others that come with it. */
const minWaitMs = 4
/** A reader of the page takes the items of one batch before the next one, and holds 1,000 items at most. */
const maxMessages = 400

/**
 * Holds a WebSocket for a page, in a worker or in the page itself, and passes on what it receives in batches, in its order.
 * The browser wakes its receiver for each message: a page that gets 500 a second spends a fifth of its processor time on that.
 */
export function createSocketRelay(post: (batch: SocketBatch) => void): (command: SocketCommand) => void {
  let socket: WebSocket | undefined
  let messages: string[] = []
  let everyMs = minPaceMs
  let postedAt = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | undefined

  function flush(change?: SocketChange): void {
    clearTimeout(timer)
    timer = undefined
    const batch = change ? { messages, change } : { messages }
    messages = []
    postedAt = performance.now()
    post(batch)
  }
  function schedule(): void {
    clearTimeout(timer)
    timer = setTimeout(flush, Math.max(minWaitMs, postedAt + everyMs - performance.now()))
  }
  function receive({ data }: MessageEvent): void {
    messages.push(data)
    if (messages.length >= maxMessages) flush()
    else if (timer === undefined) schedule()
  }
  return (command) => {
    if (command.type === 'open') {
      socket = new WebSocket(command.url, command.protocol)
      socket.onmessage = receive
      socket.onopen = () => flush({ type: 'open' })
      socket.onerror = () => flush({ type: 'error' })
      socket.onclose = ({ code, reason, wasClean }) => flush({ type: 'close', code, reason, wasClean })
    } else if (command.type === 'send') socket?.send(command.data)
    else if (command.type === 'close') socket?.close(command.code, command.reason)
    else {
      everyMs = command.everyMs
      if (timer !== undefined) schedule()
    }
  }
}
