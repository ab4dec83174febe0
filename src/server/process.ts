import { setFlagsFromString } from 'node:v8'
import type { Logger } from 'pino'
import { demoAdmin, demoUser } from '../demo/identities.ts'
import type { PageTokens } from './console/page.ts'
import { onStopMessage, sendToPrimary } from './worker-messages.ts'

/** Where a gateway listens: `url` is that of `/graphql`, `consoleUrl` that of the console if enabled. */
export type Listening = { readonly url: string; readonly consoleUrl?: string; readonly demo?: PageTokens }

type Gateway = {
  listen(): Promise<Listening>
  ready(): Promise<void>
  close(): Promise<void>
}

// After sustained large responses V8's allocation-site feedback pretenures per-request objects into old
// space, where only a major GC frees them. The flag disables pretenuring.
const allAreBornYoung = '--no-allocation-site-pretenuring'

/**
 * Runs a gateway until SIGTERM or SIGINT, then drains it and exits with 0; a second signal exits at once.
 * Rejects if it cannot start. An uncaught error is logged, and stops it with exit code 1.
 */
export async function runUntilStopped(gateway: Gateway, log: Logger): Promise<void> {
  setFlagsFromString(allAreBornYoung)
  let isStopping = false
  const stop = async (exitCode: number) => {
    if (isStopping) process.exit(1)
    isStopping = true
    await gateway.close().catch((err) => log.error({ err }, 'stopping failed'))
    process.exit(exitCode)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      log.info({ signal }, 'stopping')
      stop(0)
    })
  }
  // Signals may reach all processes of a group, so the message does not count as a second signal.
  onStopMessage(() => {
    if (!isStopping) stop(0)
  })
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (err) => {
      log.fatal({ err }, event)
      stop(1)
    })
  }
  try {
    const listening = await gateway.listen()
    log.info({ url: listening.url }, 'listening')
    await gateway.ready()
    log.info('ready')
    sendToPrimary({ type: 'ready' })
    if (listening.demo) process.stdout.write(welcome(listening, listening.demo))
  } catch (error) {
    if (isStopping) return
    await gateway.close()
    throw error
  }
}

/**
 * Printed for a terminal user of an embedded gateway. Not a log line, because it contains the demo's tokens.
 */
function welcome({ url, consoleUrl }: Listening, { user, admin }: PageTokens): string {
  const console = consoleUrl ? `\n  Console:\n    ${consoleUrl}\n` : ''
  return `${console}
  GraphiQL, signed in as ${demoUser.email}:
    ${url}

  Authorization: Bearer … for ${demoUser.email}
    ${user}

  Authorization: Bearer … for ${demoAdmin.email}, an administrator
    ${admin}

`
}
