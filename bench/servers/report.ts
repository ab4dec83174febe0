import cluster from 'node:cluster'
import { memoryUsage } from 'node:process'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

// Loaded into every server before it: tells the driver what the process has used so far, when it asks.

/** The resources that a server process used since its start. */
export type Usage = {
  readonly cpuMicroseconds: number
  readonly peakKilobytes: number
  /** What is reachable, where the driver asked to collect the rest first. */
  readonly heapBytes: number
}

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

process.on('message', (asked: { collect?: boolean }) => {
  if (asked.collect) collect()
  const { user, system } = process.cpuUsage()
  const usage: Usage = {
    cpuMicroseconds: user + system,
    peakKilobytes: process.resourceUsage().maxRSS,
    heapBytes: memoryUsage().heapUsed,
  }
  process.send?.(usage)
})
// A worker of a cluster serves as long as this channel is open.
if (!cluster.isWorker) process.channel?.unref()
