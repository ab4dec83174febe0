import type { WebSocket } from 'ws'
import type { LimitName, Limits } from '../../config/limits.ts'
import { hasCode } from '../../errors/codes.ts'
import { formatLimitMessage, LimitError } from '../../errors/limit-error.ts'
import { connectionLimits } from '../diagnostics.ts'
import { onClose } from '../on-close.ts'
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
  /** A message is too large (RFC 6455). */
  tooLarge: 1009,
  /** The gateway failed: the log says why. */
  failed: 4500,
} as const

/** The close codes of limits that end a socket; ws itself closes it for the others. */
const limitCloseCodes = {
  socketMessages: closeCodes.flood,
  bodyValues: closeCodes.tooLarge,
  addressSockets: closeCodes.tryLater,
  viewerSockets: closeCodes.tryLater,
  receivedBytes: closeCodes.tryLater,
  payloadMembers: closeCodes.forbidden,
} as const satisfies Partial<Record<LimitName, number>>

/** Closes a socket that is beyond a limit, and counts it. */
export function closeBeyond<Name extends keyof typeof limitCloseCodes>(
  socket: WebSocket,
  limit: Name,
  limits: Pick<Limits, Name>,
): void {
  connectionLimits.publish(limit)
  socket.close(limitCloseCodes[limit], formatLimitMessage(limit, limits[limit]))
}

/** Closes a socket with the code for an authentication error. */
export function closeBecause(socket: WebSocket, error: unknown): void {
  if (error instanceof LimitError) {
    connectionLimits.publish(error.limit)
    const code = error.limit === 'payloadMembers' ? closeCodes.forbidden : closeCodes.tryLater
    socket.close(code, error.message)
  } else if (hasCode(error, 'UNAUTHENTICATED')) socket.close(closeCodes.forbidden, error.message)
  else socket.close(closeCodes.tryLater, 'The gateway cannot answer at the moment; try again.')
}

/** Closes a socket when its token expires (milliseconds since the epoch). */
export function closeAt(expiresAt: number, socket: WebSocket): void {
  const cancel = runAt(expiresAt, () => socket.close(closeCodes.forbidden, 'The access token has expired.'))
  onClose(socket, cancel)
}
