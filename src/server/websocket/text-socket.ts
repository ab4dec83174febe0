import { isUtf8 } from 'node:buffer'
import { WebSocket } from 'ws'
import { inputUnits, requestUnits, reserve } from '../../data/turns.ts'

/** RFC 6455 close code for data that is inconsistent with its type. */
const invalidData = 1007

/**
 * A WebSocket that accepts UTF-8 only: `ws` checks text messages, but not binary ones. After much work in one turn of the
 * event loop, it emits its next message in a later turn, and is not read until then. Ignores messages once it is closing.
 */
export class TextSocket extends WebSocket {
  override emit(event: string | symbol, ...args: unknown[]): boolean {
    if (event !== 'message') return super.emit(event, ...args)
    // A client that does not answer the close frame may go on for half a minute.
    if (this.readyState !== WebSocket.OPEN) return true
    const [data, isBinary] = args
    const bytes = Buffer.isBuffer(data) ? data : Buffer.alloc(0)
    if (isBinary && !isUtf8(bytes)) {
      this.close(invalidData, 'Messages must be UTF-8.')
      return true
    }
    const turn = reserve(requestUnits + bytes.length * inputUnits)
    if (!turn) return super.emit(event, ...args)
    // It may be paused for its unread answers already.
    const isOwnPause = !this.isPaused
    if (isOwnPause) this.pause()
    turn.then(() => {
      if (isOwnPause) this.resume()
      if (this.readyState === WebSocket.OPEN) super.emit(event, ...args)
    })
    return true
  }
}
