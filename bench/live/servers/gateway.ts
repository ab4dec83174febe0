import pino from 'pino'
import { createGateway } from '../../../src/app.ts'
import { readConfig } from '../../../src/config.ts'
import { serveBench } from './report.ts'

// This gateway, as it is; events are rows that the benchmark inserts into its database.
const gateway = createGateway(readConfig(), { log: pino({ level: 'warn' }) })
const { url } = await gateway.listen()
await gateway.ready()
serveBench(Number(new URL(url).port), async () => {})
