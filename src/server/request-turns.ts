import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Logger } from 'pino'
import type { LimitName, Limits } from '../config/limits.ts'
import { inTurn, requestUnits, spend } from '../data/turns.ts'
import { connectionLimits } from './diagnostics.ts'

/** The requests of a connection that are not answered. */
type Pipeline = { count: number; last: ServerResponse }

/**
 * Handles the requests of a connection one after another: a pipelined request waits until the response before it was
 * sent, so that a client that does not read holds one response. Node would hand over all that arrive, a thousand in a
 * chunk. Divides the requests of all connections among turns of the event loop. Closes a connection of more than
 * `pipelinedRequests`. Health checks are not deferred to another turn.
 */
export function handleInTurns(
  handle: RequestListener,
  { pipelinedRequests }: Pick<Limits, 'pipelinedRequests'>,
  log: Logger,
): RequestListener {
  const pipelines = new WeakMap<Socket, Pipeline>()

  function handleInTurn(request: IncomingMessage, response: ServerResponse): void {
    const { socket, url } = request
    if (socket.destroyed) return
    if (url?.startsWith('/health/')) return void handle(request, response)
    spend(requestUnits)
    void inTurn(() => {
      if (!socket.destroyed) handle(request, response)
    })
  }

  return (request, response) => {
    const { socket } = request
    if (socket.destroyed) return
    const pipeline = pipelines.get(socket)
    if (!pipeline || pipeline.last.closed) {
      pipelines.set(socket, { count: 0, last: response })
      return handleInTurn(request, response)
    }
    if (pipeline.count === pipelinedRequests) {
      connectionLimits.publish('pipelinedRequests' satisfies LimitName)
      log.warn(
        { address: socket.remoteAddress },
        'a client that pipelines too many requests was disconnected',
      )
      return void socket.destroy()
    }
    pipeline.count += 1
    pipeline.last.once('close', () => {
      pipeline.count -= 1
      handleInTurn(request, response)
    })
    pipeline.last = response
  }
}
