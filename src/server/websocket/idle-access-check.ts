import type { Logger } from 'pino'
import type { WebSocket } from 'ws'
import { findStaleViewers } from '../../auth/stale-viewers.ts'
import type { Viewer } from '../../auth/viewer.ts'
import { getRuntime } from '../context.ts'
import { onClose } from '../on-close.ts'
import type { Status } from '../status.ts'
import { closeCodes } from './close.ts'

/** Interval of the access checks of idle sockets. */
const pauseMs = 3_000
const reason = 'The account or API key was deactivated, or the role changed: sign in again.'

type Open = { readonly viewer: Viewer; readonly isIdle: () => boolean }

/** Watches an authenticated socket until it closes. */
export type IdleAccessCheck = (socket: WebSocket, open: Open) => void

/**
 * Closes idle sockets whose viewers were deactivated or changed role; active operations check access
 * themselves. One statement per interval checks all idle sockets; none is sent without any.
 */
export function createIdleAccessCheck(status: Status, log: Logger): IdleAccessCheck {
  const sockets = new Map<WebSocket, Open>()
  let timer: NodeJS.Timeout | undefined

  async function look(): Promise<void> {
    const viewers = new Map<string, Viewer>()
    for (const { viewer, isIdle } of sockets.values()) if (isIdle()) viewers.set(toKey(viewer), viewer)
    if (viewers.size === 0) return
    const { services, authenticator } = getRuntime(status)
    const gone = new Set((await findStaleViewers([...viewers.values()], services.database)).map(toKey))
    if (gone.size === 0) return
    for (const [socket, { viewer, isIdle }] of sockets) {
      if (!gone.has(toKey(viewer)) || !isIdle()) continue
      authenticator.invalidateAccount(viewer.id)
      socket.close(closeCodes.forbidden, reason)
    }
  }

  function scheduleCheck(): void {
    timer = setTimeout(async () => {
      await look().catch((err) => log.debug({ err }, 'idle sockets could not be looked at'))
      timer = undefined
      if (sockets.size > 0) scheduleCheck()
    }, pauseMs).unref()
  }

  return (socket, open) => {
    sockets.set(socket, open)
    onClose(socket, () => sockets.delete(socket))
    if (!timer) scheduleCheck()
  }
}

const toKey = ({ id, isAdmin, apiKeyId = '' }: Viewer) => `${id} ${isAdmin} ${apiKeyId}`
