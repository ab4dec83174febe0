import type { Socket } from 'node:net'

/**
 * The socket handle's members that show the progress of one large write. `net.Socket` has no public
 * equivalent: its `bytesWritten` and `writableLength` change only when a write starts or completes. Node's
 * own write timeout reads the same member (`Socket.prototype._onTimeout`).
 */
type Handle = { readonly bytesWritten: number; readonly writeQueueSize: number }

/** Returns the bytes of a socket that were passed to the kernel, and those that were not. */
export function readSocketProgress(socket: Socket): { sent: number; unsent: number } {
  const { _handle: handle } = socket as unknown as { readonly _handle?: Handle | null }
  if (!handle || socket.writableLength === 0) return { sent: socket.bytesWritten, unsent: 0 }
  const sent = handle.bytesWritten - handle.writeQueueSize
  return { sent, unsent: socket.bytesWritten - sent }
}
