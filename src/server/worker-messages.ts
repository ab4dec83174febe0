import cluster from 'node:cluster'

/** What the workers of a gateway count together of what is open, which ends with the process that has it. */
export const openNames = ['addressConnections', 'addressSockets', 'viewerSockets'] as const

/** The name of a count of what is open. */
export type OpenName = (typeof openNames)[number]

/** The name of a count that workers share: of what is open, or of requests per minute. */
export type CountName = OpenName | 'addressRequests' | 'viewerRequests'

/** What one worker counted of an owner since its last message; negative for what was closed. */
export type CountChange = readonly [name: CountName, owner: string, by: number]

/** Messages between a worker and the primary process; see src/workers.ts. */
export type WorkerMessage =
  /** From a worker: it serves requests. */
  | { readonly type: 'ready' }
  /** To a worker: drain and exit. */
  | { readonly type: 'stop' }
  /** From a worker: requests the metrics of all workers. To a worker: the metrics in Prometheus format. */
  | { readonly type: 'metrics'; readonly text?: string }
  /** From a worker: what it counted; without `changes`, that it counts from now on. To a worker: what others counted. */
  | { readonly type: 'counts'; readonly changes?: readonly CountChange[] }

/** Sends a message to the primary. Does nothing in a process that is not a worker, or whose primary has ended. */
export function sendToPrimary(message: WorkerMessage): void {
  if (cluster.isWorker && process.connected) process.send?.(message)
}

/** Calls `stop` when the primary requests it. Does nothing in a process that is not a worker. */
export function onStopMessage(stop: () => void): void {
  if (!cluster.isWorker) return
  process.on('message', ({ type }: WorkerMessage) => {
    if (type === 'stop') stop()
  })
}

/** Calls `receive` with what other workers counted. */
export function onCounts(receive: (changes: readonly CountChange[]) => void): void {
  process.on('message', (message: WorkerMessage) => {
    if (message.type === 'counts' && message.changes) receive(message.changes)
  })
}

/** Requests the metrics of all workers from the primary. */
export function readMetricsOfAllWorkers(): Promise<string> {
  sendToPrimary({ type: 'metrics' })
  return new Promise((resolve) => {
    // No `events.once` in a loop: of messages that arrive together, it sees the first.
    process.on('message', function receive(message: WorkerMessage) {
      if (message.type !== 'metrics' || message.text === undefined) return
      process.off('message', receive)
      resolve(message.text)
    })
  })
}
