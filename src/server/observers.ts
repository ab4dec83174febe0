import type { RequestListener, Server } from 'node:http'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { WrapExecute } from './execution/execute.ts'
import type { Page } from './ingress.ts'
import type { Status } from './status.ts'

/** The configured observers: metrics and tracing. */
export type Observers = {
  /** Wraps the execution of every query and mutation; absent if nothing observes it. */
  readonly wrapExecute?: WrapExecute | undefined
  /** Serves the metrics on the main port, if configured. */
  readonly metrics?: Page
  /** Wraps the handler of every HTTP request. */
  readonly wrap: (handler: RequestListener) => RequestListener
  /** Opens the separate metrics port, if configured, and resolves with it. */
  listen(main: Server): Promise<number | undefined>
  close(): Promise<void>
}

/** Starts the configured metrics and traces; libraries are loaded only if needed. */
export async function startObservers(
  config: Pick<
    Config,
    'metricsPort' | 'tracesEndpoint' | 'port' | 'host' | 'mode' | 'allowedHosts' | 'limits' | 'trustedProxies'
  >,
  status: Status,
  log: Logger,
): Promise<Observers> {
  const metrics =
    config.metricsPort === undefined
      ? undefined
      : (await import('./metrics/endpoint.ts')).createMetricsEndpoint({ ...config, log }, status)
  const tracing = config.tracesEndpoint && (await import('./tracing.ts')).startTracing()
  return {
    wrapExecute: tracing ? tracing.wrapExecute : undefined,
    metrics: metrics?.page,
    wrap: (handler) => (tracing ? tracing.wrap(handler) : handler),
    listen: async (main) => metrics?.listen(main),
    async close() {
      await Promise.all([metrics?.close(), tracing ? tracing.close() : undefined])
    },
  }
}
