import { isUtf8 } from 'node:buffer'
import { WebSocket } from 'ws'

/** Close code of RFC 6455 for data that is not what its type says. */
const invalidData = 1007

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
}
