import cluster from 'node:cluster'
import type { Channel } from 'node:diagnostics_channel'
import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import {
  batches,
  type ObservedBatch,
  type ObservedStatement,
  repeats,
  routes,
  statements,
} from '../../data/diagnostics.ts'
import { foundRows, type ObservedRows } from '../../live/diagnostics.ts'
import {
  cachedDocuments,
  errors,
  type ObservedRequest,
  requests,
  type SlowReader,
  slowReaders,
  sockets,
  subscriptions,
  unsentBytes,
} from '../diagnostics.ts'
import type { Status } from '../status.ts'
import { readMetricsOfAllWorkers } from '../worker-messages.ts'
import { operationNames } from './operations.ts'

const prefix = 'ii_gateway_'
const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** The metrics registry. */
export type Metrics = {
  readonly contentType: string
  /** Returns the metrics in Prometheus format: of this process, or the sums over all workers. */
  text(): Promise<string>
  /** Stops counting. */
  close(): void
}

/** Starts counting. Labels have few values, whatever clients send. */
export function startMetrics(status: Status): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const stops = [
    ...observeRequests(registers),
    ...observeReading(registers),
    ...observeReplicas(registers),
    ...observeLive(registers),
  ]
  gaugeDatabase(registers, status)
  if (cluster.isWorker) shareWithOtherWorkers(registry)
  return {
    contentType: registry.contentType,
    text: () => (cluster.isWorker ? readMetricsOfAllWorkers() : registry.metrics()),
    close() {
      for (const stop of stops) stop()
      registry.clear()
    },
  }
}

/** Lets the primary process read this worker's metrics, to aggregate them. */
function shareWithOtherWorkers(registry: Registry): void {
  AggregatorRegistry.setRegistries([registry])
  // Constructing it registers the listener for requests of the primary.
  new AggregatorRegistry()
}

function observeRequests(registers: Registry[]): (() => void)[] {
  const nameOf = operationNames()
  const total = new Counter({
    name: `${prefix}requests_total`,
    help: 'GraphQL requests answered. outcome: OK, or the code of the first error.',
    labelNames: ['operation', 'via', 'outcome'],
    registers,
  })
  const duration = new Histogram({
    name: `${prefix}request_duration_seconds`,
    help: 'From the arrival of a GraphQL request to its answer; of a subscription, to its beginning.',
    labelNames: ['operation'],
    buckets: seconds,
    registers,
  })
  const sent = new Histogram({
    name: `${prefix}request_statements`,
    help: 'Statements that a request sent to the database.',
    buckets: [0, 1, 2, 3, 5, 8, 13, 21, 34, 55],
    registers,
  })
  const failed = new Counter({
    name: `${prefix}errors_total`,
    help: 'Errors in answers, by code.',
    labelNames: ['code'],
    registers,
  })
  const limited = new Counter({
    name: `${prefix}limits_hit_total`,
    help: 'Requests refused because of a limit, by the limit.',
    labelNames: ['limit'],
    registers,
  })
  const ended = new Counter({
    name: `${prefix}slow_readers_total`,
    help: 'Clients that were disconnected because they did not read what was sent to them.',
    labelNames: ['transport', 'limit'],
    registers,
  })
  const unsent = new Gauge({
    name: `${prefix}unsent_bytes`,
    help: 'Bytes of answers and events that wait for their clients, at the last check.',
    registers,
  })
  const cached = new Gauge({
    name: `${prefix}document_cache_bytes`,
    help: 'About how many bytes the parsed documents of clients take, those of the manifest aside.',
    registers,
  })
  return [
    observe<number>(cachedDocuments, (bytes) => cached.set(bytes)),
    observe<number>(unsentBytes, (bytes) => unsent.set(bytes)),
    observe<SlowReader>(slowReaders, ({ transport, limit }) => {
      ended.inc({ transport, limit })
      limited.inc({ limit })
    }),
    observe<ObservedRequest>(requests, (request) => {
      const operation = nameOf(request)
      total.inc({ operation, via: request.via, outcome: request.outcome })
      duration.observe({ operation }, request.ms / 1000)
      if (request.statements !== undefined) sent.observe(request.statements)
    }),
    observe<{ code?: unknown; limit?: unknown }>(errors, ({ code, limit }) => {
      failed.inc({ code: String(code) })
      if (limit !== undefined) limited.inc({ limit: String(limit) })
    }),
  ]
}

function observeReading(registers: Registry[]): (() => void)[] {
  const took = new Histogram({
    name: `${prefix}statement_duration_seconds`,
    help: 'From sending a statement to its answer; waiting for a connection not included.',
    labelNames: ['outcome'],
    buckets: seconds,
    registers,
  })
  const keys = new Histogram({
    name: `${prefix}loader_batch_size`,
    help: 'How many parents or keys one statement of a loader was sent for.',
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
    registers,
  })
  return [
    observe<ObservedStatement>(statements, ({ sentAt, failed }) =>
      took.observe({ outcome: failed ? 'failed' : 'ok' }, (performance.now() - sentAt) / 1000),
    ),
    observe<ObservedBatch>(batches, (batch) => keys.observe(batch.keys)),
  ]
}

function observeReplicas(registers: Registry[]): (() => void)[] {
  const routed = new Counter({
    name: `${prefix}routed_queries_total`,
    help: 'Queries by the server that they were sent to, where there are replicas: replica or primary.',
    labelNames: ['server'],
    registers,
  })
  const repeated = new Counter({
    name: `${prefix}repeated_statements_total`,
    help: 'Statements that failed on a replica and were sent to the primary.',
    registers,
  })
  return [
    observe<string>(routes, (server) => routed.inc({ server })),
    observe<number>(repeats, () => repeated.inc()),
  ]
}

function observeLive(registers: Registry[]): (() => void)[] {
  const open = new Gauge({
    name: `${prefix}subscriptions`,
    help: 'Subscriptions that are open, over WebSockets and event streams.',
    registers,
  })
  const connected = new Gauge({ name: `${prefix}websockets`, help: 'WebSockets that are open.', registers })
  const lag = new Histogram({
    name: `${prefix}live_lag_seconds`,
    help: 'From the signal that a commit sends to handing its rows to those who watch.',
    buckets: seconds,
    registers,
  })
  const age = new Histogram({
    name: `${prefix}live_age_seconds`,
    help: 'The age of rows as they are handed to those who watch, by the clock of their writer.',
    buckets: seconds,
    registers,
  })
  return [
    observe<number>(subscriptions, (change) => open.inc(change)),
    observe<number>(sockets, (change) => connected.inc(change)),
    observe<ObservedRows>(foundRows, ({ signalledAt, times }) => {
      lag.observe((performance.now() - signalledAt) / 1000)
      for (const time of times) age.observe(Math.max(Date.now() - Date.parse(time), 0) / 1000)
    }),
  ]
}

/** Gauges that are read at each scrape. */
function gaugeDatabase(registers: Registry[], status: Status): void {
  new Gauge({
    name: `${prefix}connections`,
    help: 'Connections to PostgreSQL, and statements that wait for one.',
    labelNames: ['state'],
    registers,
    collect() {
      const connections = status.runtime?.services.database.connections?.()
      if (!connections) return
      this.set({ state: 'busy' }, connections.open - connections.idle)
      this.set({ state: 'idle' }, connections.idle)
      this.set({ state: 'waiting' }, connections.waiting)
      this.set({ state: 'listening' }, connections.listening ? 1 : 0)
    },
  })
  new Gauge({
    name: `${prefix}held_bytes`,
    help: 'Bytes that were read for requests under way, and of their answers.',
    registers,
    collect() {
      this.set(status.runtime?.services.heldBytes?.held ?? 0)
    },
  })
  new Gauge({
    name: `${prefix}feeds`,
    help: 'Logs and states that are followed, however many watch each.',
    registers,
    collect() {
      this.set(status.runtime?.services.live.counts().feeds ?? 0)
    },
  })
  new Gauge({
    name: `${prefix}serving`,
    help: '1 while requests are taken, 0 while starting or stopping.',
    registers,
    collect() {
      this.set(status.phase === 'serving' ? 1 : 0)
    },
  })
}

/** Subscribes to a channel with messages of this type; returns a function that unsubscribes. */
function observe<Message>(channel: Channel, onMessage: (message: Message) => void): () => void {
  const listener = (message: unknown) => onMessage(message as Message)
  channel.subscribe(listener)
  return () => channel.unsubscribe(listener)
}
