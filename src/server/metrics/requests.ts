import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { LimitName } from '../../config/limits.ts'
import {
  cachedDocuments,
  connectionLimits,
  errors,
  type ObservedRequest,
  requests,
  type SlowReader,
  slowReaders,
  unsentBytes,
} from '../diagnostics.ts'
import { observe, prefix, seconds } from './observe.ts'
import { createOperationLabels } from './operations.ts'

/** Counts requests, their errors and refusals, and what waits for clients; returns functions that stop it. */
export function observeRequests(registers: Registry[]): (() => void)[] {
  const nameOf = createOperationLabels()
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
    help: 'Requests refused and connections closed because of a limit, by the limit.',
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
    observe<LimitName>(connectionLimits, (limit) => limited.inc({ limit })),
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
