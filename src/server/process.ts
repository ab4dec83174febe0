import { setFlagsFromString } from 'node:v8'
import type { Logger } from 'pino'
import { demoAdmin, demoUser } from '../demo/identities.ts'
import type { PageTokens } from './console/page.ts'
import { onStopMessage, sendToPrimary } from './worker-messages.ts'

/** Where a gateway listens: `url` is that of `/graphql`, `consoleUrl` that of the console where it is shown. */
export type Listening = { readonly url: string; readonly consoleUrl?: string; readonly demo?: PageTokens }

type Gateway = {
  listen(): Promise<Listening>
  ready(): Promise<void>
  close(): Promise<void>
}

// In a while of long requests V8 learns that what a request makes lives long, and makes it among the old from then on:
// what dies soon after stays there until a full collection, and each small one takes ten times as long.
const allAreBornYoung = '--no-allocation-site-pretenuring'

/**
 * Runs a gateway as the process: until SIGTERM or SIGINT, at which it stops in order and exits with 0; a second signal
 * exits at once. Rejects with the reason when it cannot start. An error nobody caught is logged and stops it with 1.
 */
export async function runUntilStopped(gateway: Gateway, log: Logger): Promise<void> {
  setFlagsFromString(allAreBornYoung)
  let stopping = false
  const stop = async (exitCode: number) => {
    if (stopping) process.exit(1)
    stopping = true
    await gateway.close().catch((err) => log.error({ err }, 'stopping failed'))
    process.exit(exitCode)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      log.info({ signal }, 'stopping')
      stop(0)
    })
  }
  // A signal may have come to all processes at once, so the message is no second request to stop.
  onStopMessage(() => {
    if (!stopping) stop(0)
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
    if (stopping) return
    await gateway.close()
    throw error
  }
}

/** For the person at the terminal of an embedded gateway. Not a log line: it has tokens in it, of the demo alone. */
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
