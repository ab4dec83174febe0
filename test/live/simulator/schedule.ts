import { Cursors } from '../../../src/data/batching/cursor.ts'
import { Live } from '../../../src/live/live.ts'
import type { LogTopic } from '../../../src/live/log-topic.ts'
import { Client } from './client.ts'
import { DatabaseModel } from './database-model.ts'
import { violations } from './oracle.ts'
import { PostgresModel } from './postgres-model.ts'
import type { World } from './world.ts'
import { Writer } from './writer.ts'

const events = { model: 'ApplicationEvent', by: 'runId', time: 'createdAt', columns: ['eventType'] } as const
const status = { model: 'RunTask', by: 'id', time: 'updatedAt', columns: ['status'] } as const

/** A run's log, or that of a run that never ends. */
export const topic = (value: string): LogTopic => ({
  key: `run:${value}`,
  value,
  sources: [status, events],
  statusSource: { model: 'RunTask', hasEnded: (status) => status === 'completed' },
})

const cursors = new Cursors('secret')
/** What happens to the server; a failover goes to a sibling of the standby before. */
const faults = ['none', 'crash', 'restart', 'restore', 'failover'] as const

/** Runs one schedule with the clock of `world`; answers what was wrong, and after which faults. */
export async function runSchedule(world: World): Promise<string[]> {
  const postgres = new PostgresModel()
  const log = topic('run')
  const process = new DatabaseModel(world, postgres, log)
  const lives = [0, 1].map(() => new Live(process.database, cursors))
  const clients = Array.from({ length: 3 }, () => new Client(log))
  const notify = (keys: Record<string, string[]>, table: string) =>
    process.notify(JSON.stringify({ table, keys }))
  const isSynchronous = world.chance(0.6)
  const fill = world.chance(0.01) ? 501 : 0
  const writers = [0, 1].map(
    (number) =>
      new Writer(world, postgres, {
        number,
        notify,
        isSynchronous,
        isSlow: fill > 0 && number === 0,
        pace: fill > 0 ? 50 : 1,
      }),
  )
  writers[0]?.fill(fill)
  for (const writer of writers) void writer.run()
  for (const client of clients) void comeAndGo(world, client, lives)
  await world.run(world.between(100, 800))
  let copy = postgres.copy()
  const happened: string[] = fill > 0 ? ['long log'] : []
  for (let left = Math.floor(world.between(0, 4)); left > 0; left -= 1) {
    const fault = faults[Math.floor(world.random() * faults.length)]
    if (world.chance(0.4)) copy = postgres.copy()
    happened.push(fault ?? '')
    if (fault !== 'none') {
      postgres.stop(fault === 'crash' || fault === 'restore' || fault === 'failover')
      const files = fault === 'crash' || fault === 'restart' ? postgres.copy() : copy
      await world.run(world.between(0, 300))
      postgres.start(files, fault === 'failover' ? 2 : files.timeline)
    }
    await world.run(world.between(0, 900))
  }
  if (fill > 0) await world.run(200_000)
  for (const writer of writers) writer.stop()
  await world.run(1_000)
  const ended = world.chance(0.5)
  if (ended) await writers[1]?.end()
  for (const client of clients) if (!client.isConnected && !client.hasEnded) client.connect(lives[0] as Live)
  await world.run(25_000)
  const found = violations({ clients, postgres, ended })
  for (const client of clients) client.disconnect()
  for (const live of lives) await live.close()
  return found.map((text) => `${[...happened, ended ? 'end' : '']}: ${text}`)
}

async function comeAndGo(world: World, client: Client, lives: readonly Live[]): Promise<void> {
  for (let visits = Math.floor(world.between(1, 4)); visits > 0; visits -= 1) {
    await world.pause(world.between(0, 400))
    if (client.isConnected) client.disconnect()
    else client.connect(lives[world.chance(0.5) ? 0 : 1] as Live)
  }
}
