import cluster from 'node:cluster'
import { once } from 'node:events'

/** What a worker and the process that started it say to each other; see src/workers.ts. */
export type WorkerMessage =
  /** From a worker: it answers requests. */
  | { readonly type: 'ready' }
  /** To a worker: drain and end. */
  | { readonly type: 'stop' }
  /** From a worker: the metrics of all workers are wanted. To a worker: here they are, as Prometheus reads them. */
  | { readonly type: 'metrics'; readonly text?: string }

/** Sends a message to the process that started this worker. Does nothing in a process that is no worker. */
export function sendToPrimary(message: WorkerMessage): void {
  if (cluster.isWorker) process.send?.(message)
}

/** Calls `stop` when the process that started this worker asks for it. Does nothing in a process that is no worker. */
export function onStopMessage(stop: () => void): void {
  if (!cluster.isWorker) return
  process.on('message', ({ type }: WorkerMessage) => {
    if (type === 'stop') stop()
  })
}

/** Asks for the metrics of all workers. */
export async function readMetricsOfAllWorkers(): Promise<string> {
  sendToPrimary({ type: 'metrics' })
  for (;;) {
    const [message] = (await once(process, 'message')) as [WorkerMessage]
    if (message.type === 'metrics' && message.text !== undefined) return message.text
  }
}
