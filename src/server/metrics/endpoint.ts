import { once } from 'node:events'
import type { RequestListener, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'
import type { Config } from '../../config.ts'
import { reserve } from '../../data/turns.ts'
import { createHostCheck, foreignHost } from '../hosts.ts'
import { createHttpServer } from '../http-server.ts'
import { answerPage, type Page, securityHeaders } from '../ingress.ts'
import { handleInTurns } from '../request-turns.ts'
import type { Status } from '../status.ts'
import { readTarget } from '../target.ts'
import { type Metrics, startMetrics } from './metrics.ts'

type Options = Pick<
  Config,
  'metricsPort' | 'port' | 'host' | 'mode' | 'allowedHosts' | 'limits' | 'trustedProxies'
> & {
  readonly log: Logger
}

/** The metrics endpoint. */
export type MetricsEndpoint = {
  /** Serves the metrics on the main port, if METRICS_PORT equals it. */
  readonly page?: Page
  /**
   * Opens the separate metrics port, if configured, and resolves with it. The main server's `/health/…` is
   * served there too.
   */
  listen(main: Server): Promise<number | undefined>
  close(): Promise<void>
}

/** Starts counting, and serves the metrics at `/metrics`. */
export function createMetricsEndpoint(options: Options, status: Status): MetricsEndpoint {
  const metrics = startMetrics(status)
  const isShared = options.metricsPort === options.port && options.port !== 0
  let server: Server | undefined
  return {
    page: isShared ? (_request, response) => answer(metrics, response) : undefined,
    async listen(main) {
      if (isShared) return undefined
      server = await openPort(main, metrics, options)
      return (server.address() as AddressInfo).port
    },
    async close() {
      metrics.close()
      if (!server) return
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

async function openPort(main: Server, metrics: Metrics, { log, ...places }: Options): Promise<Server> {
  const { metricsPort, host, limits, trustedProxies } = places
  const isAllowedHost = createHostCheck(places)
  const page: Page = (_request, response) => answer(metrics, response)
  const { http: server } = createHttpServer({ limits, log, trustedProxies })
  const handle: RequestListener = (request, response) => {
    const target = readTarget(request)
    if (target?.route === 'live' || target?.route === 'ready')
      return void main.emit('request', request, response)
    response.setHeaders(securityHeaders)
    if (!target) response.writeHead(400).end()
    else if (!isAllowedHost(target.host)) response.writeHead(403).end(foreignHost)
    else void answerPage(target.route === 'metrics' ? page : undefined, log, request, response, target)
  }
  server.on('request', handleInTurns(handle, limits, log))
  server.listen(metricsPort, host)
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    throw new Error(`METRICS_PORT ${metricsPort} on ${host} is in use: set METRICS_PORT to another one.`)
  })
  return server
}

/** What a reading of all metrics counts as: some milliseconds. */
const readingUnits = 1_000_000

async function answer(metrics: Metrics, response: ServerResponse): Promise<void> {
  await reserve(readingUnits)
  response.writeHead(200, toHeaders(metrics)).end(await metrics.text())
}

const toHeaders = ({ contentType }: Metrics) => ({ 'content-type': contentType, 'cache-control': 'no-store' })
