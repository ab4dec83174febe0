import { Counter, Histogram, type Registry } from 'prom-client'
import {
  batches,
  type ObservedBatch,
  type ObservedStatement,
  repeats,
  routes,
  statements,
} from '../../data/diagnostics.ts'
import { observe, prefix, seconds } from './observe.ts'

/** Counts statements and the batches of loaders; returns functions that stop it. */
export function observeReading(registers: Registry[]): (() => void)[] {
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

/** Counts which server queries are sent to, and repeated statements; returns functions that stop it. */
export function observeReplicas(registers: Registry[]): (() => void)[] {
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
