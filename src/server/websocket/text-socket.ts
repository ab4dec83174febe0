import { isUtf8 } from 'node:buffer'
import { WebSocket } from 'ws'

/** RFC 6455 close code for data that is inconsistent with its type. */
const invalidData = 1007

type Callback = (error?: Error) => void

/** A WebSocket that accepts UTF-8 only: `ws` checks text messages, but not binary ones. */
export class TextSocket extends WebSocket {
  override emit(event: string | symbol, ...args: unknown[]): boolean {
    const [data, isBinary] = args
    if (event === 'message' && isBinary && !(Buffer.isBuffer(data) && isUtf8(data))) {
      this.close(invalidData, 'Messages must be UTF-8.')
      return true
    }
    return super.emit(event, ...args)
  }

  /**
   * Reports no error if the connection failed: `close` is emitted then, and graphql-ws would log it again.
   */
  override send(
    data: Parameters<WebSocket['send']>[0],
    options: Parameters<WebSocket['send']>[1] | Callback = {},
    callback?: Callback,
  ): void {
    if (typeof options === 'function') super.send(data, () => options())
    else super.send(data, options, () => callback?.())
  }
}
