import { observePauses, type Pauses } from '../pauses.ts'

/** What a process used since it started, and how long it was busy at a stretch since the last report. */
export type Usage = { readonly cpu: NodeJS.CpuUsage; readonly rss: number; readonly pauses: Pauses }

/** Lets the benchmark start a round and ask what this process used; `publish` sends so many events to all watchers. */
export function serveBench(port: number, publish: (events: number) => Promise<void>): void {
  const readPauses = observePauses()
  process.on('message', async (message: { publish?: number }) => {
    if (message.publish !== undefined) return publish(message.publish)
    const pauses = readPauses()
    global.gc?.()
    process.send?.({ cpu: process.cpuUsage(), rss: process.memoryUsage().rss, pauses } satisfies Usage)
  })
  process.send?.({ port })
}

/** An event of about 200 bytes as JSON. */
export const text = 'x'.repeat(150)
