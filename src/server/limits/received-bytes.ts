import { IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { LimitName, Limits } from '../../config/limits.ts'
import { connectionLimits } from '../diagnostics.ts'
import { onClose } from '../on-close.ts'
import { closeBeyond } from '../websocket/close.ts'

/** A request or message of no more than this is never refused because of others. */
const smallBytes = 16_384
/** Bytes for which a body may arrive in one more piece: each takes an object and several calls beside its bytes. */
const minPieceBytes = 256
/** Bytes of a client's ping or pong beside its payload. */
const controlFrameBytes = 6

type ReceivedLimits = Pick<Limits, 'receivedBytes' | 'messageFragments'>

/** The bytes of requests and messages that a server has received, until they are answered or handled. */
export class ReceivedBytes {
  readonly limits: ReceivedLimits
  total = 0

  constructor(limits: ReceivedLimits) {
    this.limits = limits
  }
}

/** The received bytes of one request, or of the message that arrives on one WebSocket. */
class Receipt {
  readonly #all: ReceivedBytes
  #bytes = 0
  #pieces = 0

  constructor(all: ReceivedBytes) {
    this.#all = all
  }

  /** Counts bytes; returns false if all together are too many. */
  add(bytes: number): boolean {
    this.#bytes += bytes
    this.#all.total += bytes
    return this.#all.total <= this.#all.limits.receivedBytes || this.#bytes <= smallBytes
  }

  /** Counts a piece of a body; returns the limit that it exceeds. */
  addPiece(bytes: number): LimitName | undefined {
    this.#pieces += 1
    if (!this.add(bytes)) return 'receivedBytes'
    const isFragmented = this.#pieces - this.#bytes / minPieceBytes > this.#all.limits.messageFragments
    return isFragmented ? 'messageFragments' : undefined
  }

  remove(bytes: number): void {
    const removed = Math.min(bytes, this.#bytes)
    this.#bytes -= removed
    this.#all.total -= removed
  }

  clear(): void {
    this.remove(this.#bytes)
  }
}

/**
 * A request that counts its body as it arrives, and closes its connection if all bodies are too large together, or this one
 * arrives in too many pieces.
 */
export class CountedRequest extends IncomingMessage {
  receipt: Receipt | undefined

  override push(chunk: Buffer | null, encoding?: BufferEncoding): boolean {
    // Node's parser goes on with what it has received of a closed connection.
    if (chunk && this.socket.destroyed) return false
    const exceeded = chunk && this.receipt?.addPiece(chunk.length)
    if (!exceeded) return super.push(chunk, encoding)
    releaseBody(this)
    connectionLimits.publish(exceeded)
    this.socket.destroy()
    return false
  }
}

/** Counts the bodies of a server's requests until their responses are closed, but for small ones. */
export function countBodies(http: Server, all: ReceivedBytes): void {
  http.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { 'content-length': length, 'transfer-encoding': encoding } = request.headers
    const isSmall = encoding === undefined && Number(length ?? 0) <= smallBytes
    if (isSmall || !(request instanceof CountedRequest)) return
    request.receipt = new Receipt(all)
    response.once('close', () => releaseBody(request))
  })
}

/** Counts the body of a request no longer, whose response may take any time. */
export function releaseBody(request: IncomingMessage): void {
  if (!(request instanceof CountedRequest)) return
  request.receipt?.clear()
  request.receipt = undefined
}

/** Counts the bytes of a WebSocket's messages until they are whole, and closes it if all are too large together. */
export function countMessages(socket: WebSocket, connection: Duplex, all: ReceivedBytes): void {
  const receipt = new Receipt(all)
  const onData = (chunk: Buffer) => {
    if (receipt.add(chunk.length)) return
    connection.off('data', onData)
    closeBeyond(socket, 'receivedBytes', all.limits)
    // ws would receive more of the message until the client answers the close frame.
    setImmediate(() => socket.terminate())
  }
  // Before ws handles the bytes.
  connection.prependListener('data', onData)
  const removeControlFrame = (payload: Buffer) => receipt.remove(payload.length + controlFrameBytes)
  socket.on('ping', removeControlFrame)
  socket.on('pong', removeControlFrame)
  socket.on('message', () => receipt.clear())
  onClose(socket, () => receipt.clear())
}
