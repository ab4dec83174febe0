import { Agent, type IncomingMessage, request } from 'node:http'
import type { Send } from './load.ts'

/** Why a gateway did not take it, or what it answered. */
type Attempt = string | { readonly status: number; readonly text: string }

/** Refused, or hung up on a connection that was kept alive: the request was not taken. */
const notTaken = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE'])

/**
 * Sends to several gateways in turn, as a load balancer does: what one did not take, because nobody listens, because it
 * says 503, or because it closed a kept connection just then, goes to the next one.
 */
export function roundRobin(urls: readonly string[]): Send {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  let turn = 0
  return async (body, headers) => {
    const first = turn++
    const reasons: string[] = []
    // Each of them, and the first once more: it may have hung up on a connection that was kept.
    for (let attempt = 0; attempt <= urls.length; attempt += 1) {
      const url = urls[(first + attempt) % urls.length] ?? ''
      const answer = await attemptAt(url, agent, body, headers)
      if (typeof answer !== 'string') return answer
      reasons.push(answer)
    }
    throw new Error(`no gateway took it: ${reasons.join(', ')}`)
  }
}

function attemptAt(
  url: string,
  agent: Agent,
  body: string,
  headers: Record<string, string>,
): Promise<Attempt> {
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method: 'POST',
      agent,
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    })
    sent.once('error', (error: NodeJS.ErrnoException) => {
      const isNew = error.code !== 'ECONNREFUSED' && !sent.reusedSocket
      if (notTaken.has(error.code ?? '') && !isNew) resolve(error.code ?? '')
      else reject(error)
    })
    sent.once('response', (response: IncomingMessage) => {
      if (response.statusCode === 503 && response.headers['retry-after']) {
        response.resume()
        resolve('503')
        return
      }
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (piece: string) => {
        text += piece
      })
      // From here on the gateway has taken it: an answer that breaks off is a dropped request.
      response.once('end', () => resolve({ status: response.statusCode ?? 0, text }))
      response.once('error', reject)
    })
    sent.end(body)
  })
}
