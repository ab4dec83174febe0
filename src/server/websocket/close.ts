import { GraphQLError } from 'graphql'
import type { WebSocket } from 'ws'

/**
 * Close codes decide whether clients come back: the stock graphql-ws client does so after each of these, and never after
 * 4400, 4401, 4409, 4429, 4500, 1008, 1009 or 1011.
 */
export const closeCodes = {
  /** The gateway stops or restarts. */
  restart: 1012,
  /** The database is away, or the gateway is still starting. */
  tryLater: 1013,
  /** The credentials do not hold, or not any more. A client that makes them anew for each connection can go on. */
  forbidden: 4403,
  /** It sent far more than any client needs to: whoever does is not to come back. */
  flood: 1008,
} as const

/** How far a timer can reach. */
const maxTimerMs = 2 ** 31 - 1

/** Closes for the reason of an error that was thrown while asking who is there. */
export function closeBecause(socket: WebSocket, error: unknown): void {
  const refused = error instanceof GraphQLError && error.extensions.code === 'UNAUTHENTICATED'
  if (refused) socket.close(closeCodes.forbidden, error.message)
  else socket.close(closeCodes.tryLater, 'The gateway cannot answer at the moment; try again.')
}

/** Closes a socket when its token expires (milliseconds since the epoch), so that nothing flows on an old one. */
export function closeAt(expiresAt: number, socket: WebSocket): void {
  let timer: NodeJS.Timeout | undefined
  const look = () => {
    const left = expiresAt - Date.now()
    if (left <= 0) socket.close(closeCodes.forbidden, 'The access token has expired.')
    else timer = setTimeout(look, Math.min(left, maxTimerMs))
  }
  look()
  socket.once('close', () => clearTimeout(timer))
}
