import { EventEmitter, once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { Database, Transaction } from '../../src/data/database.ts'
import { openDatabase } from '../../src/data/open.ts'
import { people } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import { postgresOnly } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'
import { connect, installedThat } from './adapters/index.ts'

const application = 'gateway-of-aborting-clients'

// PGlite completes a statement that runs.
describe.each(postgresOnly())('on $kind', ({ create }) => {
  let made: Awaited<ReturnType<typeof create>>
  let direct: Database
  let gateway: TestGateway
  beforeAll(async () => {
    made = await create('seeded')
    direct = await openDatabase(made.config)
    const url = new URL(made.config.databaseUrl ?? '')
    url.searchParams.set('application_name', application)
    gateway = await startGateway(await openDatabase({ ...made.config, databaseUrl: url.href }))
  })
  afterAll(async () => {
    await gateway.close()
    await direct.close()
    await made.remove()
  })

  /** Locks the sessions until the returned function is called. */
  async function lockSessions(): Promise<() => Promise<void>> {
    const events = new EventEmitter()
    const done = direct.transaction(async (tx: Transaction) => {
      await tx.query('lock table sessions in access exclusive mode')
      const unlocked = once(events, 'unlock')
      events.emit('locked')
      await unlocked
    })
    await once(events, 'locked')
    return () => {
      events.emit('unlock')
      return done
    }
  }
  const countWaiting = async () => {
    const [row] = await direct.query<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity where application_name = $1 and wait_event_type = 'Lock'`,
      [application],
    )
    return row?.count
  }
  const countCancelled = () => gateway.lines.filter(({ code }) => code === 'CANCELLED').length

  it.each(installedThat('aborts'))('%s aborts, and the gateway cancels the statement', async (name) => {
    const adapter = await connect(name, gateway.url, () => signTokenFor(people.demo))
    onTestFinished(() => adapter.dispose?.())
    const unlock = await lockSessions()
    try {
      const before = countCancelled()
      const abort = adapter.startReading()
      await expect.poll(countWaiting, { timeout: 5_000 }).toBe(1)
      abort()
      await expect.poll(countWaiting, { timeout: 5_000 }).toBe(0)
      await expect.poll(countCancelled).toBe(before + 1)
    } finally {
      await unlock()
    }
  })
})
