import { type Server, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { LimitName, Limits } from '../config/limits.ts'
import { LimitError } from '../errors/limit-error.ts'
import { toPublicError } from '../errors/public-error.ts'
import { connectionLimits } from './diagnostics.ts'
import { securityHeaders } from './ingress.ts'
import type { OpenConnections } from './open-connections.ts'

/** Statuses and limits of requests that Node's HTTP parser rejects, by the code of its error; others get 400. */
const causes: ReadonlyMap<unknown, { readonly status: number; readonly limit?: 'headerBytes' | 'bodyMs' }> =
  new Map([
    ['HPE_HEADER_OVERFLOW', { status: 431, limit: 'headerBytes' }],
    ['HPE_CHUNK_EXTENSIONS_OVERFLOW', { status: 413 }],
    ['ERR_HTTP_REQUEST_TIMEOUT', { status: 408, limit: 'bodyMs' }],
  ])

/** Options of `answerUnreadable`. */
export type UnreadableOptions = {
  readonly limits: Pick<Limits, 'headerBytes' | 'bodyMs'>
  readonly connections: OpenConnections
}

/**
 * Answers requests that Node's HTTP parser rejects with the error that names the limit, and closes their
 * connections; without an answer if another one is being written.
 */
export function answerUnreadable(http: Server, { limits, connections }: UnreadableOptions): void {
  http.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const { status, limit } = causes.get(error.code) ?? { status: 400 }
    if (limit) connectionLimits.publish(limit satisfies LimitName)
    const last = connections.latestResponse(socket)
    const isBusy = last && !last.closed && (last.headersSent || last.socket !== socket)
    if (!socket.writable || isBusy) return void socket.destroy()
    const body = limit
      ? JSON.stringify({ errors: [toPublicError(new LimitError(limit, limits[limit]))] })
      : ''
    socket.write(formatAnswer(status, body))
    socket.destroySoon()
  })
}

function formatAnswer(status: number, body: string): string {
  const headers = [...securityHeaders].map(([name, value]) => `${name}: ${value}\r\n`).join('')
  const type = body && 'content-type: application/json; charset=utf-8\r\n'
  const length = `content-length: ${Buffer.byteLength(body)}\r\n`
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\n${headers}${type}${length}\r\n${body}`
}
