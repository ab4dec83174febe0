import { Gauge, type Registry } from 'prom-client'
import type { Status } from '../status.ts'
import { prefix } from './observe.ts'

/** Registers the gauges that are read at each scrape. */
export function registerGauges(registers: Registry[], status: Status): void {
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
