import type { RequestListener, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Logger } from 'pino'
import type { LimitName, Limits } from '../config/limits.ts'
import { inTurn, requestUnits, spend } from '../data/turns.ts'
import { connectionLimits } from './diagnostics.ts'

/**
 * Divides requests among turns of the event loop: Node emits all that arrive in a chunk in one turn, which may be a thousand of
 * a client that pipelines. Closes the connection of one that has more than `pipelinedRequests` unanswered. Health checks are never
 * deferred.
 */
export function handleInTurns(
  handle: RequestListener,
  { pipelinedRequests }: Pick<Limits, 'pipelinedRequests'>,
  log: Logger,
): RequestListener {
  const pipelined = new WeakMap<Socket, number>()

  /** Returns the number of pipelined requests of the socket. Node gives it to a response when those before it are sent. */
  function countPipelined(socket: Socket, response: ServerResponse): number {
    if (response.socket) return 0
    const count = (pipelined.get(socket) ?? 0) + 1
    pipelined.set(socket, count)
    response.once('close', () => pipelined.set(socket, (pipelined.get(socket) ?? 1) - 1))
    return count
  }

  return (request, response) => {
    const { socket, url } = request
    if (socket.destroyed) return
    if (countPipelined(socket, response) > pipelinedRequests) {
      connectionLimits.publish('pipelinedRequests' satisfies LimitName)
      log.warn(
        { address: socket.remoteAddress },
        'a client that pipelines too many requests was disconnected',
      )
      return void socket.destroy()
    }
    if (url?.startsWith('/health/')) return handle(request, response)
    spend(requestUnits)
    void inTurn(() => {
      if (!socket.destroyed) handle(request, response)
    })
  }
}
