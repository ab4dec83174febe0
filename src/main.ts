import { compose } from './app.ts'
import { readConfig } from './config.ts'
import { createLog } from './server/log.ts'
import { runUntilStopped } from './server/process.ts'

const config = readConfig()
const log = createLog(config)
await runUntilStopped(compose(config, { log }), log)
