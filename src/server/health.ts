import { useReadinessCheck } from 'graphql-yoga'
import type { Logger } from 'pino'
import type { Status } from './status.ts'

/** Within this time the database must answer, and for this long its answer serves every probe. */
const deadlineMs = 2_000
const memoryMs = 500

/**
 * `/health/ready`: 200 while requests can be answered, else 503 and why. It is migrated once it serves; whether the
 * database still answers is asked anew.
 */
export function useReadiness(status: Status, log: Logger) {
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
        status.backend?.services.database.query('select 1'),
        new Promise((_, reject) => deadline.addEventListener('abort', () => reject(deadline.reason))),
      ])
      return true
    } catch (err) {
      log.warn({ err }, 'the database does not answer')
      return false
    }
  }

  return useReadinessCheck({
    endpoint: '/health/ready',
    async check() {
      if (status.phase !== 'serving')
        return Response.json({ status: status.phase, reason: status.reason }, notReady)
      if (await databaseAnswers()) return Response.json({ status: 'ready' })
      return Response.json({ status: 'waiting', reason: 'The database does not answer.' }, notReady)
    },
  })
}

const notReady = { status: 503, headers: { 'retry-after': '1' } }
