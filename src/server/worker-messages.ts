import cluster from 'node:cluster'
import { once } from 'node:events'

/** Messages between a worker and the primary process; see src/workers.ts. */
export type WorkerMessage =
  /** From a worker: it serves requests. */
  | { readonly type: 'ready' }
  /** To a worker: drain and exit. */
  | { readonly type: 'stop' }
  /** From a worker: requests the metrics of all workers. To a worker: the metrics in Prometheus format. */
  | { readonly type: 'metrics'; readonly text?: string }

/** Sends a message to the primary. Does nothing in a process that is not a worker. */
export function sendToPrimary(message: WorkerMessage): void {
  if (cluster.isWorker) process.send?.(message)
}

/** Calls `stop` when the primary requests it. Does nothing in a process that is not a worker. */
export function onStopMessage(stop: () => void): void {
  if (!cluster.isWorker) return
  process.on('message', ({ type }: WorkerMessage) => {
    if (type === 'stop') stop()
  })
}

/** Requests the metrics of all workers from the primary. */
export async function readMetricsOfAllWorkers(): Promise<string> {
  sendToPrimary({ type: 'metrics' })
  for (;;) {
    const [message] = (await once(process, 'message')) as [WorkerMessage]
    if (message.type === 'metrics' && message.text !== undefined) return message.text
  }
}
