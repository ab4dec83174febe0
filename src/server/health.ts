import type { ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import { findMissingReads } from '../data/check.ts'
import type { Pages } from './ingress.ts'
import type { Status } from './status.ts'

/** Deadline of the database check, and how long its result is cached for further probes. */
const deadlineMs = 2_000
const memoryMs = 500

/** Interval of the check for missing SELECT privileges, in milliseconds; with one missing, each probe checks. */
const rightsIntervalMs = 10_000

/**
 * `/health/live` returns 200 while the process responds. `/health/ready` returns 200 while requests can be
 * served, and 503 with the reason otherwise; it checks that the database responds and that its tables may be read.
 */
export function createHealth(status: Status, log: Logger): Pick<Pages, 'live' | 'ready'> {
  let asked: { at: number; answer: Promise<string | null> } | undefined
  let rightsCheckedAt = Number.NEGATIVE_INFINITY

  /** Returns why the database cannot be read; null if it can. */
  function findObstacle(): Promise<string | null> {
    if (!asked || performance.now() - asked.at > memoryMs) {
      asked = { at: performance.now(), answer: ask() }
    }
    return asked.answer
  }

  async function ask(): Promise<string | null> {
    const deadline = AbortSignal.timeout(deadlineMs)
    try {
      return await Promise.race([
        lookForObstacle(),
        new Promise<never>((_, reject) => deadline.addEventListener('abort', () => reject(deadline.reason))),
      ])
    } catch (err) {
      log.warn({ err }, 'the database does not answer')
      return 'The database does not answer.'
    }
  }

  async function lookForObstacle(): Promise<string | null> {
    const database = status.runtime?.services.database
    if (!database) return null
    if (performance.now() - rightsCheckedAt < rightsIntervalMs) {
      await database.query('select 1')
      return null
    }
    const missing = await findMissingReads(database)
    if (missing.length === 0) {
      rightsCheckedAt = performance.now()
      return null
    }
    log.warn({ missing }, 'the role may not read what it needs')
    return 'The role of the gateway may not read every table: its log, and "ii-gateway check", name the GRANTs.'
  }

  async function answerReady(response: ServerResponse): Promise<void> {
    if (status.phase !== 'serving') {
      send(response, 503, { status: status.phase, reason: status.reason })
      return
    }
    const reason = await findObstacle()
    if (reason === null) send(response, 200, { status: 'ready' })
    else send(response, 503, { status: 'waiting', reason })
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
