import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import type { LimitName, Limits } from '../../config/limits.ts'
import type { PeerOf } from '../address.ts'
import { connectionLimits } from '../diagnostics.ts'
import { createConnectionLimiter } from './connections.ts'

/** Options of `limitConnections`. */
export type ConnectionOptions = {
  readonly limits: Pick<Limits, 'connections' | 'addressConnections'>
  readonly peerOf: PeerOf
}

/**
 * Closes connections beyond the limits of a server without an answer. A trusted proxy has those of all its clients, so its
 * address has no limit. `net.Server.maxConnections` knows no addresses, and in a cluster leaves what a worker refuses to
 * the primary process, which offers it again.
 */
export function limitConnections(http: Server, { limits, peerOf }: ConnectionOptions): void {
  const isBelowMax = createConnectionLimiter(limits.connections)
  const isBelowAddressMax = createConnectionLimiter(limits.addressConnections, 'addressConnections')
  const counted = new WeakSet<Socket>()

  function findExceeded(socket: Socket): LimitName | undefined {
    const peer = peerOf(socket)
    if (peer !== undefined && !isBelowAddressMax(peer, socket)) return 'addressConnections'
    return isBelowMax('all', socket) ? undefined : 'connections'
  }

  http.on('connection', (socket: Socket) => {
    // Returned to the server after an ignored upgrade, or closed by the client already, which emits no further `close`.
    if (counted.has(socket) || socket.destroyed) return
    counted.add(socket)
    const exceeded = findExceeded(socket)
    if (!exceeded) return
    connectionLimits.publish(exceeded)
    socket.destroy()
  })
}
