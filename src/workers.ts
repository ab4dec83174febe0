import cluster, { type Worker } from 'node:cluster'
import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import { AggregatorRegistry } from 'prom-client'
import { type Backoff, backoffMs } from './data/backoff.ts'
import { CountRelay } from './server/worker-counts.ts'
import type { CountChange, WorkerMessage } from './server/worker-messages.ts'

/** A worker that ends within this time after its start is replaced with exponential backoff. */
const minUptimeMs = 10_000
const backoff: Backoff = { minMs: 250, maxMs: 10_000 }

/**
 * Runs `count` gateway processes that share the port until SIGTERM or SIGINT, when all drain together. The
 * first one migrates the database; the others start once it is ready. A process that ends unexpectedly is
 * replaced. Exits with 0 after a stop, with 1 on a second signal or if a process cannot start.
 */
export async function runWorkers(count: number, log: Logger): Promise<void> {
  let isStopping = false
  // Answers requests of workers, which serve the aggregated metrics.
  const registry = new AggregatorRegistry()
  const counts = new CountRelay<Worker>((worker, changes) => send(worker, { type: 'counts', changes }))

  function receiveCounts(worker: Worker, changes: readonly CountChange[] | undefined): void {
    if (changes) counts.relay(worker, changes)
    else counts.join(worker)
  }

  function fork(env: Record<string, string> = {}): Worker {
    const worker = cluster.fork(env)
    log.info({ workerPid: worker.process.pid }, 'a worker starts')
    // A message to a worker that has just ended.
    worker.on('error', (err) => log.warn({ err, workerPid: worker.process.pid }, 'a worker was not reached'))
    worker.on('exit', () => counts.leave(worker))
    worker.on('message', async (message: WorkerMessage) => {
      if (message.type === 'counts') receiveCounts(worker, message.changes)
      if (message.type !== 'metrics') return
      const text = await registry.clusterMetrics().catch((err) => {
        log.warn({ err }, 'a worker did not answer with its metrics')
        return ''
      })
      send(worker, { type: 'metrics', text })
    })
    return worker
  }

  async function keepRunning(): Promise<void> {
    for (let attempt = 0; !isStopping; attempt += 1) {
      const startedAt = performance.now()
      const worker = fork({ SKIP_MIGRATIONS: 'true' })
      await waitForExit(worker)
      if (isStopping) return
      if (performance.now() - startedAt > minUptimeMs) attempt = 0
      const retryInMs = Math.round(backoffMs(attempt, backoff))
      logExit(worker, retryInMs)
      await pause(retryInMs)
    }
  }

  function logExit({ process: { pid, exitCode, signalCode } }: Worker, retryInMs: number): void {
    log.error({ workerPid: pid, exitCode, signal: signalCode, retryInMs }, 'a worker ended and is replaced')
  }

  function stop(): void {
    if (isStopping) process.exit(1)
    isStopping = true
    for (const worker of Object.values(cluster.workers ?? {})) if (worker) send(worker, { type: 'stop' })
  }

  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop)
  const first = fork()
  const isReady = await waitUntilReady(first)
  if (!isReady) process.exit(isStopping ? 0 : 1)
  log.info({ workers: count }, 'the first worker is ready and the others start')
  await Promise.all([
    waitForExit(first).then(() => {
      if (isStopping) return
      logExit(first, 0)
      return keepRunning()
    }),
    ...Array.from({ length: count - 1 }, keepRunning),
  ])
  process.exit(0)
}

/** Sends a message to a worker that has not ended. */
function send(worker: Worker, message: WorkerMessage): void {
  if (worker.isConnected()) worker.send(message)
}

/** Resolves when the worker has ended, whatever errors occur before. */
const waitForExit = (worker: Worker) => new Promise((resolve) => worker.once('exit', resolve))

/** Resolves to true once the worker serves requests, to false if it exits before. */
function waitUntilReady(worker: Worker): Promise<boolean> {
  return new Promise((resolve) => {
    worker.on('message', ({ type }: WorkerMessage) => type === 'ready' && resolve(true))
    worker.once('exit', () => resolve(false))
  })
}
