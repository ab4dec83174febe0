import cluster from 'node:cluster'
import { createGateway } from './app.ts'
import { readConfig } from './config.ts'
import { createLog } from './server/log.ts'
import { describeNodeRisk } from './server/node-version.ts'
import { runUntilStopped } from './server/process.ts'

const config = readConfig()
const log = createLog(config)
const risk = process.env.NODE_ENV === 'production' && describeNodeRisk(process.version)
if (risk) log.warn(risk)
if (config.workers > 1 && cluster.isPrimary) {
  const { runWorkers } = await import('./workers.ts')
  await runWorkers(config.workers, log)
} else {
  await runUntilStopped(createGateway(config, { log }), log)
}
