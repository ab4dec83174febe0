import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import { createAuthenticator } from './auth/authenticate.ts'
import { readTokenKeys } from './auth/keys.ts'
import { readSigningKey } from './auth/secret.ts'
import type { TokenKeys } from './auth/token.ts'
import { signToken } from './auth/token.ts'
import type { Config } from './config.ts'
import { Cursors } from './data/batching/cursor.ts'
import type { Database } from './data/database.ts'
import { openDatabase } from './data/open.ts'
import type { Replicas } from './data/replicas.ts'
import { HeldBytes } from './data/request-bytes.ts'
import { createRunCanceller } from './data/run-canceller.ts'
import { demoAdmin, demoUser } from './demo/identities.ts'
import { startDemoRun } from './demo/live-run.ts'
import { DeltaFeed } from './live/deltas/delta-feed.ts'
import { Live } from './live/live.ts'
import { schema } from './schema/schema.ts'
import { type RunningCapture, startCapture } from './server/capture.ts'
import type { PageTokens } from './server/console/page.ts'
import { openDocuments } from './server/documents.ts'
import { type Observers, startObservers } from './server/observers.ts'
import type { Listening } from './server/process.ts'
import { createGatewayServer, type GatewayServer } from './server/server.ts'
import { prepareDatabase } from './server/start-up.ts'
import type { Status } from './server/status.ts'

/** Maximum duration of draining connections, and then of closing the database; under ten seconds together. */
const drainMs = 8_000
const closeMs = 1_500
const demoTokenHours = 30 * 24

/** A gateway process. */
export type Gateway = {
  /** Opens the port and starts up. The database may still be unreachable: see `ready`. */
  listen(): Promise<Listening>
  /** Resolves when requests are served; rejects with the reason if start-up failed. */
  ready(): Promise<void>
  /** Finishes open requests, asks subscribers to reconnect, and closes the database, within ten seconds. */
  close(): Promise<void>
}

/** Options of `createGateway`. */
export type GatewayOptions = {
  readonly log: Logger
  /** Opens the database to serve, instead of the configured one. It is closed with the gateway. */
  readonly open?: () => Promise<Database>
}

/**
 * Creates a gateway; nothing is opened before `listen`. Throws `ConfigError` for an unusable file named in
 * the configuration.
 */
export function createGateway(config: Config, options: GatewayOptions): Gateway {
  const { log } = options
  const { platformRedisUrl, projectDomain, publicStorageUrl } = config
  const documents = openDocuments(config)
  const onError = (err: Error) => log.debug({ err }, 'a database connection broke')
  const onReplica = (replica: string, reason: string | null) => {
    if (reason === null) log.info({ replica }, 'a replica answers queries again')
    else log.warn({ replica, reason }, 'a replica is passed over')
  }
  const open = options.open ?? (() => openDatabase(config, onError))
  const status: Status = { phase: 'starting', reason: 'opening the database', runtime: undefined }
  const stopping = new AbortController()
  let database: Database | undefined
  let replicas: Replicas | undefined
  let server: GatewayServer | undefined
  let starting: Promise<void> | undefined
  let closing: Promise<void> | undefined
  let observers: Observers | undefined
  let capture: RunningCapture | undefined

  async function start(key: Uint8Array, tokenKeys: TokenKeys): Promise<void> {
    const opened = await open()
    database = opened
    status.reason = 'preparing the database'
    const onWaiting = () => {
      status.reason = 'waiting for the database, which does not answer'
    }
    const features = await prepareDatabase(opened, config, { log, signal: stopping.signal, onWaiting })
    const cursors = new Cursors(createHmac('sha256', key).update('cursors').digest('hex'))
    const onWait = (err: Error) => log.debug({ err }, 'a subscription has to wait')
    capture = await startCapture(opened, config, { log, onWait })
    const live = new Live(opened, cursors, onWait, capture?.signals)
    if (config.replicaUrls.length > 0) {
      const { openReplicas } = await import('./data/replicas.ts')
      replicas = openReplicas(config, opened.reads, onReplica, onError)
    }
    const authenticator = createAuthenticator(opened.reads, tokenKeys)
    const { invalidateAccount } = authenticator
    status.runtime = {
      services: {
        database: opened,
        cursors,
        live,
        features,
        replicas,
        invalidateAccount,
        platform: platformRedisUrl ? createRunCanceller(platformRedisUrl) : undefined,
        deltas: platformRedisUrl ? openDeltaFeed(platformRedisUrl, log) : undefined,
        projectDomain,
        publicStorageUrl,
        limits: config.limits,
        heldBytes: new HeldBytes(config.limits.heldBytes),
      },
      authenticator,
    }
    if (status.phase === 'starting') status.phase = 'serving'
    if (config.mode === 'postgres') return
    startDemoRun(opened, stopping.signal).catch((err) => log.warn({ err }, 'the demo run stopped'))
  }

  async function stop(): Promise<void> {
    status.phase = 'stopping'
    status.reason = 'stopping'
    stopping.abort()
    // First, so that another gateway can acquire the slot.
    void capture?.close()
    await server?.drain(AbortSignal.timeout(drainMs))
    await starting?.catch(() => {})
    await capture?.close()
    status.runtime?.services.deltas?.close()
    await status.runtime?.services.live.close()
    await Promise.race([
      Promise.all([replicas?.close(), database?.close()]),
      pause(closeMs, undefined, { ref: false }),
    ])
    await Promise.race([observers?.close(), pause(closeMs, undefined, { ref: false })])
  }

  return {
    async listen() {
      const key = await readSigningKey(config)
      const tokenKeys = await readTokenKeys(config, key)
      const demo = config.mode === 'embedded' ? await signDemoTokens(key) : undefined
      observers = await startObservers(config, status, log)
      const { plugins, wrap, metrics } = observers
      server = await createGatewayServer({
        schema,
        config,
        documents,
        status,
        log,
        plugins,
        wrap,
        metrics,
        demoTokens: demo,
      })
      const url = await listenOn(server.http, config)
      const metricsPort = await observers.listen(server.http)
      if (metricsPort) log.info({ port: metricsPort }, 'metrics')
      starting = start(key, tokenKeys)
      // `ready()` reports the error; it must not be an unhandled rejection.
      starting.catch(() => {})
      return { url, consoleUrl: config.console ? new URL('/console', url).href : undefined, demo }
    },
    async ready() {
      await starting
    },
    close() {
      closing ??= stop()
      return closing
    },
  }
}

function openDeltaFeed(redisUrl: string, log: Logger): DeltaFeed {
  return new DeltaFeed(redisUrl, {
    onPickle: () =>
      log.warn(
        'the platform publishes its events in pickle, which is not decoded: sessionDeltas delivers nothing; python-socketio writes JSON since its version 5.14',
      ),
    onError: (err) => log.debug({ err }, "the platform's Redis cannot be reached"),
  })
}

async function listenOn(http: Server, { port, host }: Pick<Config, 'port' | 'host'>): Promise<string> {
  http.listen(port, host)
  await once(http, 'listening').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE')
      throw new Error(`PORT ${port} on ${host} is in use: set PORT to another one.`)
    throw error
  })
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${(http.address() as AddressInfo).port}/graphql`
}

async function signDemoTokens(key: Uint8Array): Promise<PageTokens> {
  const user = await signToken({ ...demoUser, isAdmin: false }, demoTokenHours, key)
  return { user, admin: await signToken({ ...demoAdmin, isAdmin: true }, demoTokenHours, key) }
}
