import type { WebSocket } from 'ws'
import { hasCode } from '../../errors/codes.ts'
import { runAt } from '../run-at.ts'

/**
 * Close codes determine whether clients reconnect: the standard graphql-ws client does after these, except
 * 1008, and never after 4400, 4401, 4409, 4429, 4500, 1008, 1009 or 1011.
 */
export const closeCodes = {
  /** The gateway stops or restarts. */
  restart: 1012,
  /** The database is unreachable, or the gateway is starting. */
  tryLater: 1013,
  /** The credentials are invalid or expired. A client that renews them for each connection can reconnect. */
  forbidden: 4403,
  /** The client exceeded the message rate and should not reconnect. */
  flood: 1008,
} as const

/** Closes a socket with the code for an authentication error. */
export function closeBecause(socket: WebSocket, error: unknown): void {
  if (hasCode(error, 'UNAUTHENTICATED')) socket.close(closeCodes.forbidden, error.message)
  else socket.close(closeCodes.tryLater, 'The gateway cannot answer at the moment; try again.')
}

/** Closes a socket when its token expires (milliseconds since the epoch). */
export function closeAt(expiresAt: number, socket: WebSocket): void {
  const cancel = runAt(expiresAt, () => socket.close(closeCodes.forbidden, 'The access token has expired.'))
  socket.once('close', cancel)
}
