import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { Database } from '../data/database.ts'
import type { Capture } from '../live/capture/capture.ts'
import { signalsInstalled } from '../live/signals/installed.ts'

/** A capture that was started. */
export type RunningCapture = Pick<Capture, 'signals' | 'close'>

/**
 * Starts change capture by the WAL if configured; undefined if triggers signal changes. Logs which of the two
 * is used.
 */
export async function startCapture(
  database: Database,
  config: Pick<Config, 'changeCapture' | 'databaseUrl' | 'listenUrl' | 'redisUrl'>,
  { log, onWait }: { log: Logger; onWait: (error: Error) => void },
): Promise<RunningCapture | undefined> {
  const { changeCapture, redisUrl } = config
  const databaseUrl = config.listenUrl ?? config.databaseUrl
  const hasTriggers = await signalsInstalled(database)
  if (changeCapture === 'triggers' || databaseUrl === undefined || redisUrl === undefined) {
    if (!hasTriggers)
      log.warn(
        'the database does not signal its changes, so subscriptions poll it once a second; "ii-gateway signals --install", by a role that may create triggers, mends that',
      )
    return undefined
  }
  if (hasTriggers)
    log.warn(
      'the triggers that signal changes are not needed, and cost writers: once every gateway has CHANGE_CAPTURE=replication, "ii-gateway signals --remove" takes them away',
    )
  const { Capture } = await import('../live/capture/capture.ts')
  const { connectCapture } = await import('../live/capture/connections.ts')
  return Capture.start({
    database,
    connections: connectCapture({ databaseUrl, redisUrl }, onWait),
    onReading: () => log.info("this gateway reads the database's log for all"),
    onError: (err) => log.warn({ err }, "reading the database's log has to wait"),
  })
}
