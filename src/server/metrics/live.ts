import { Gauge, Histogram, type Registry } from 'prom-client'
import { foundRows, type ObservedRows } from '../../live/diagnostics.ts'
import { sockets, subscriptions } from '../diagnostics.ts'
import { observe, prefix, seconds } from './observe.ts'

/** Counts subscriptions, and the delay and age of events; returns functions that stop it. */
export function observeLive(registers: Registry[]): (() => void)[] {
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
