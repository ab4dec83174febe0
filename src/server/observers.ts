import type { RequestListener, Server } from 'node:http'
import type { Plugin } from 'graphql-yoga'
import type { Config } from '../config.ts'
import type { Page } from './ingress.ts'
import type { Status } from './status.ts'

export type Observers = {
  readonly plugins: readonly Plugin[]
  /** Shows the metrics on the main port, where they are to be there. */
  readonly metrics?: Page
  /** Puts what an observer needs around the answering of every HTTP request. */
  readonly wrap: (handler: RequestListener) => RequestListener
  /** Opens the port of the metrics, where they have one of their own, and resolves with it. */
  listen(main: Server): Promise<number | undefined>
  close(): Promise<void>
}

/** Starts what is configured of metrics and traces; the libraries of what is not are not even loaded. */
export async function startObservers(
  config: Pick<Config, 'metricsPort' | 'tracesEndpoint' | 'port' | 'host' | 'mode' | 'allowedHosts'>,
  status: Status,
): Promise<Observers> {
  const metrics =
    config.metricsPort === undefined
      ? undefined
      : (await import('./metrics/endpoint.ts')).createMetricsEndpoint(config, status)
  const tracing = config.tracesEndpoint && (await import('./tracing.ts')).startTracing()
  return {
    plugins: tracing ? tracing.plugins : [],
    metrics: metrics?.page,
    wrap: (handler) => (tracing ? tracing.wrap(handler) : handler),
    listen: async (main) => metrics?.listen(main),
    async close() {
      await Promise.all([metrics?.close(), tracing ? tracing.close() : undefined])
    },
  }
}
