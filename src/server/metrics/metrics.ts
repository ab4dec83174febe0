import cluster from 'node:cluster'
import { AggregatorRegistry, collectDefaultMetrics, Registry } from 'prom-client'
import type { Status } from '../status.ts'
import { readMetricsOfAllWorkers } from '../worker-messages.ts'
import { registerGauges } from './gauges.ts'
import { observeLive } from './live.ts'
import { observeReading, observeReplicas } from './reading.ts'
import { observeRequests } from './requests.ts'

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
  registerGauges(registers, status)
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
