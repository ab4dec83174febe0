import { isUtf8 } from 'node:buffer'
import { WebSocket } from 'ws'

/** Close code of RFC 6455 for data that is not what its type says. */
const invalidData = 1007

type Callback = (error?: Error) => void

/** A WebSocket that takes UTF-8 alone: `ws` itself checks text messages, and leaves binary ones as they are. */
export class TextSocket extends WebSocket {
  override emit(event: string | symbol, ...args: unknown[]): boolean {
    const [data, isBinary] = args
    if (event === 'message' && isBinary && !(Buffer.isBuffer(data) && isUtf8(data))) {
      this.close(invalidData, 'Messages must be UTF-8.')
      return true
    }
    return super.emit(event, ...args)
  }

  /** Calls back without an error when the connection failed: `close` is emitted then, and graphql-ws would log it again. */
  override send(
    data: Parameters<WebSocket['send']>[0],
    options: Parameters<WebSocket['send']>[1] | Callback = {},
    callback?: Callback,
  ): void {
    if (typeof options === 'function') super.send(data, () => options())
    else super.send(data, options, () => callback?.())
  }
}
