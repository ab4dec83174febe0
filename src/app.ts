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
import type { Features } from './data/compare-catalog.ts'
import type { Database } from './data/database.ts'
import { openDatabase } from './data/open.ts'
import { createPlatformRedis, type PlatformRedis } from './data/platform-redis.ts'
import type { Replicas } from './data/replicas.ts'
import { HeldBytes } from './data/request-bytes.ts'
import { demoAdmin, demoUser } from './demo/identities.ts'
import { startDemoRun } from './demo/live-run.ts'
import type { DeltaFeed } from './live/deltas/delta-feed.ts'
import { Live } from './live/live.ts'
import { schema } from './schema/schema.ts'
import { type RunningCapture, startCapture } from './server/capture.ts'
import type { PageTokens } from './server/console/page.ts'
import { type Documents, openDocuments } from './server/documents.ts'
import { type Observers, startObservers } from './server/observers.ts'
import type { Listening } from './server/process.ts'
import { createGatewayServer, type GatewayServer } from './server/server.ts'
import { prepareDatabase } from './server/start-up.ts'
import type { Runtime, Status } from './server/status.ts'

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
  const gateway = new GatewayProcess(config, options)
  return {
    listen: () => gateway.listen(),
    ready: () => gateway.ready(),
    close: () => gateway.close(),
  }
}

class GatewayProcess {
  readonly #config: Config
  readonly #log: Logger
  readonly #open: () => Promise<Database>
  readonly #documents: Documents
  readonly #status: Status = { phase: 'starting', reason: 'opening the database', runtime: undefined }
  readonly #stopping = new AbortController()
  #database: Database | undefined
  #replicas: Replicas | undefined
  #server: GatewayServer | undefined
  #starting: Promise<void> | undefined
  #closing: Promise<void> | undefined
  #observers: Observers | undefined
  #capture: RunningCapture | undefined

  constructor(config: Config, { log, open }: GatewayOptions) {
    this.#config = config
    this.#log = log
    this.#open = open ?? (() => openDatabase(config, this.#onConnectionError))
    this.#documents = openDocuments(config)
  }

  async listen(): Promise<Listening> {
    const config = this.#config
    const log = this.#log
    const status = this.#status
    const key = await readSigningKey(config)
    const tokenKeys = await readTokenKeys(config, key)
    const demo = config.mode === 'embedded' ? await signDemoTokens(key) : undefined
    const observers = await startObservers(config, status, log)
    this.#observers = observers
    const { wrapExecute, wrap, metrics } = observers
    const server = await createGatewayServer({
      schema,
      config,
      documents: this.#documents,
      status,
      log,
      wrapExecute,
      wrap,
      metrics,
      demoTokens: demo,
    })
    this.#server = server
    const url = await listenOn(server.http, config)
    const metricsPort = await observers.listen(server.http)
    if (metricsPort) log.info({ port: metricsPort }, 'metrics')
    this.#starting = this.#start(key, tokenKeys)
    // `ready()` reports the error; it must not be an unhandled rejection.
    this.#starting.catch(() => {})
    return { url, consoleUrl: config.console ? new URL('/console', url).href : undefined, demo }
  }

  async ready(): Promise<void> {
    await this.#starting
  }

  close(): Promise<void> {
    this.#closing ??= this.#stop()
    return this.#closing
  }

  /** Opens and prepares the database, then serves requests. */
  async #start(key: Uint8Array, tokenKeys: TokenKeys): Promise<void> {
    const config = this.#config
    const log = this.#log
    const status = this.#status
    const { signal } = this.#stopping
    const database = await this.#open()
    this.#database = database
    status.reason = 'preparing the database'
    const onWaiting = () => {
      status.reason = 'waiting for the database, which does not answer'
    }
    const features = await prepareDatabase(database, config, { log, signal, onWaiting })
    status.runtime = await this.#createRuntime(database, features, { key, tokenKeys })
    if (status.phase === 'starting') status.phase = 'serving'
    if (config.mode === 'postgres') return
    startDemoRun(database, signal).catch((err) => log.warn({ err }, 'the demo run stopped'))
  }

  async #createRuntime(
    database: Database,
    features: Features,
    { key, tokenKeys }: { readonly key: Uint8Array; readonly tokenKeys: TokenKeys },
  ): Promise<Runtime> {
    const config = this.#config
    const log = this.#log
    const { platformRedisUrl, projectDomain, publicStorageUrl, limits } = config
    const cursors = new Cursors(createHmac('sha256', key).update('cursors').digest('hex'))
    const onWait = (err: Error) => log.debug({ err }, 'a subscription has to wait')
    this.#capture = await startCapture(database, config, { log, onWait })
    const live = new Live(database, cursors, onWait, this.#capture?.signals)
    if (config.replicaUrls.length > 0) {
      const { openReplicas } = await import('./data/replicas.ts')
      this.#replicas = openReplicas(config, database.reads, this.#onReplica, this.#onConnectionError)
    }
    const authenticator = createAuthenticator(database.reads, tokenKeys)
    const services = {
      database,
      cursors,
      live,
      features,
      replicas: this.#replicas,
      invalidateAccount: authenticator.invalidateAccount,
      platform: platformRedisUrl ? openPlatformRedis(platformRedisUrl, log) : undefined,
      deltas: platformRedisUrl ? await openDeltaFeed(platformRedisUrl, log) : undefined,
      projectDomain,
      publicStorageUrl,
      limits,
      heldBytes: new HeldBytes(limits.heldBytes),
    }
    return { services, authenticator }
  }

  readonly #onConnectionError = (err: Error): void => {
    this.#log.debug({ err }, 'a database connection broke')
  }

  readonly #onReplica = (replica: string, reason: string | null): void => {
    if (reason === null) this.#log.info({ replica }, 'a replica answers queries again')
    else this.#log.warn({ replica, reason }, 'a replica is passed over')
  }

  async #stop(): Promise<void> {
    const status = this.#status
    status.phase = 'stopping'
    status.reason = 'stopping'
    this.#stopping.abort()
    // First, so that another gateway can acquire the slot.
    void this.#capture?.close()
    await this.#server?.drain(AbortSignal.timeout(drainMs))
    await this.#starting?.catch(() => {})
    await this.#capture?.close()
    status.runtime?.services.deltas?.close()
    await status.runtime?.services.live.close()
    await Promise.race([
      Promise.all([this.#replicas?.close(), this.#database?.close()]),
      pause(closeMs, undefined, { ref: false }),
    ])
    await Promise.race([this.#observers?.close(), pause(closeMs, undefined, { ref: false })])
  }
}

async function openDeltaFeed(redisUrl: string, log: Logger): Promise<DeltaFeed> {
  const feed = await import('./live/deltas/delta-feed.ts')
  return new feed.DeltaFeed(redisUrl, {
    onPickle: () =>
      log.warn(
        'the platform publishes its events in pickle, which is not decoded: sessionDeltas delivers nothing; python-socketio writes JSON since its version 5.14',
      ),
    onError: (err) => log.debug({ err }, "the platform's Redis cannot be reached"),
  })
}

function openPlatformRedis(redisUrl: string, log: Logger): PlatformRedis {
  return createPlatformRedis(redisUrl, (err, keys) =>
    log.warn({ err, keys }, "rows that were changed stay in the platform's cache until it forgets them"),
  )
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
