import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { sessions } from '../../src/demo/identities.ts'
import { GatewayProcess } from '../live/stress.ts'
import { testDatabases } from '../support/database.ts'
import { chromiumPath } from './browser.ts'
import { makeRun } from './long-run.ts'
import { setUpConsole } from './set-up.ts'

/** A gateway that is killed needs a database that stays. */
const postgres = testDatabases.find(({ kind }) => kind === 'postgres')
/** How often the gateway is killed and the network cut; `CONSOLE_KILLS=20 CONSOLE_ENTRIES=20000` takes minutes. */
const kills = Number(process.env.CONSOLE_KILLS ?? 3)
const cuts = Math.ceil(kills / 4)
const entries = Number(process.env.CONSOLE_ENTRIES ?? 3_000)
const atOnce = 20

describe.skipIf(!chromiumPath || !postgres)('the log in the page', { timeout: 900_000 }, () => {
  let database: pg.Client
  let gateway: GatewayProcess
  const site = setUpConsole(async () => {
    if (!postgres) throw new Error('This run has no PostgreSQL.')
    const { config, remove } = await postgres.create('seeded')
    const address = config.databaseUrl ?? ''
    database = new pg.Client({ connectionString: address })
    await database.connect()
    gateway = new GatewayProcess(address)
    await gateway.start()
    return {
      url: gateway.url.replace('ws:', 'http:').replace('/graphql', '/'),
      async close() {
        await gateway.kill()
        await database.end()
        await remove()
      },
    }
  })

  it(`has each entry once, over ${kills} killed gateways and ${cuts} cuts of the network`, async () => {
    const run = await makeRun(database)
    const { page } = await site.open()
    const insert = (from: number) =>
      database.query(
        `insert into application_events (event_type, event_group, session_id, run_id, content)
         select 'agent.reasoning', 'agent', $2, $1, jsonb_build_object('text', 'entry ' || n || '.')
           from generate_series($3::int, $4::int) n`,
        [run, sessions.research, from, from + atOnce - 1],
      )
    await insert(0)
    await page.goto(`/console/runs/${run}`)
    await page.locator('.row[data-key]').first().waitFor()

    let isOver = false
    async function write(): Promise<void> {
      for (let written = atOnce; written < entries; written += atOnce) {
        await insert(written)
        await pause(15)
      }
      isOver = true
    }
    async function disturb(): Promise<void> {
      for (let turn = 0; turn < kills; turn += 1) {
        await pause(Math.random() * 800)
        await gateway.kill()
        await gateway.start()
        if (turn >= cuts) continue
        await page.context().setOffline(true)
        await pause(500)
        await page.context().setOffline(false)
      }
    }
    await Promise.all([write(), disturb()])
    expect(isOver).toBe(true)

    // The status, its record's absence, and the events.
    const loaded = page.getByText(new RegExp(`Live: ${(entries + 1).toLocaleString('en-US')} entries$`))
    await loaded.waitFor({ timeout: 120_000 })
    await page.locator('.log').focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('Shift+End')
    await page.keyboard.press('Control+c')
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    // Those of one statement have the same time, and any order.
    const numbers = [...copied.matchAll(/entry (\d+)\./g)]
      .map(([, number]) => Number(number))
      .sort((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: entries }, (_, number) => number))
  })
})
