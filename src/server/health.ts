import type { ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import type { Pages } from './ingress.ts'
import type { Status } from './status.ts'

/** Deadline of the database check, and how long its result is cached for further probes. */
const deadlineMs = 2_000
const memoryMs = 500

/**
 * `/health/live` returns 200 while the process responds. `/health/ready` returns 200 while requests can be
 * served, and 503 with the reason otherwise; it checks that the database responds.
 */
export function createHealth(status: Status, log: Logger): Pick<Pages, 'live' | 'ready'> {
  let asked: { at: number; answer: Promise<boolean> } | undefined

  function databaseAnswers(): Promise<boolean> {
    if (!asked || performance.now() - asked.at > memoryMs) {
      asked = { at: performance.now(), answer: ask() }
    }
    return asked.answer
  }

  async function ask(): Promise<boolean> {
    const deadline = AbortSignal.timeout(deadlineMs)
    try {
      await Promise.race([
        status.runtime?.services.database.query('select 1'),
        new Promise((_, reject) => deadline.addEventListener('abort', () => reject(deadline.reason))),
      ])
      return true
    } catch (err) {
      log.warn({ err }, 'the database does not answer')
      return false
    }
  }

  async function answerReady(response: ServerResponse): Promise<void> {
    if (status.phase !== 'serving') {
      send(response, 503, { status: status.phase, reason: status.reason })
    } else if (await databaseAnswers()) {
      send(response, 200, { status: 'ready' })
    } else {
      send(response, 503, { status: 'waiting', reason: 'The database does not answer.' })
    }
  }

  return {
    live: (_request, response) => void response.writeHead(200).end(),
    ready: (_request, response) => answerReady(response),
  }
}

function send(response: ServerResponse, status: 200 | 503, body: object): void {
  if (status === 503) response.setHeader('retry-after', '1')
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
