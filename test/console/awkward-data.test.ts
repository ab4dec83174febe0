import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { people } from '../../src/demo/identities.ts'
import { chromiumPath, routeSockets } from './browser.ts'
import { setUpDemoConsole } from './set-up.ts'

const session = randomUUID()
const blankSession = randomUUID()
const emptyRun = randomUUID()
const longRun = randomUUID()
const entries = 300

/** Adds a session with a long name without spaces, a run of it without events, and one whose log has several pages. */
async function addAwkwardRows(database: Database): Promise<void> {
  const name = 'Donaudampfschiff'.repeat(31)
  await database.query(
    `insert into sessions (id, user_id, name, app_kind, status, last_message_at) values ($1, $2, $3, 'agent', 'active', now())`,
    [session, people.demo.id, name],
  )
  await database.query(
    `insert into run_tasks (id, session_id, task_type, status, version, error_message, created_at, updated_at)
     values ($1, $3, 'agent_run', 'running', 1, null, now() - interval '1 hour', now()),
            ($2, $3, 'agent_run', 'failed', 1, $4, now() - interval '2 hours', now())`,
    [emptyRun, longRun, session, 'It went wrong, and wrong again. '.repeat(100)],
  )
  await database.query(
    `insert into application_events (id, event_type, event_group, session_id, run_id, content, created_at, updated_at)
     select gen_random_uuid(), 'agent.tool.call', 'agent', $1, $2,
            jsonb_build_object('tool_name', 'Bash', 'tool_input', jsonb_build_object('command', n), 'cost', 99999999999999),
            now() - interval '1 hour' + n * interval '1 second', now()
       from generate_series(1, ${entries}) n`,
    [session, longRun],
  )
  await database.query(
    `insert into credit_transactions (id, user_id, transaction_type, credit_type, amount, balance_after, session_id, run_id, created_at, updated_at)
     values (gen_random_uuid(), $1, 'deduction', 'bonus', -5, 0, $2, $3, now(), now())`,
    [people.demo.id, session, emptyRun],
  )
  await database.query(
    `insert into credit_transactions (id, user_id, transaction_type, credit_type, amount, balance_after, session_id, run_id, created_at, updated_at)
     values (gen_random_uuid(), $1, 'deduction', 'bonus', -1000000000, 0, $2, $3, now() - interval '1 hour', now())`,
    [people.demo.id, session, longRun],
  )
  await database.query(
    `insert into sessions (id, user_id, name, app_kind, status, last_message_at) values ($1, $2, E' \\n\\t ', 'agent', 'active', now())`,
    [blankSession, people.demo.id],
  )
}

/** Lines of the tallest element with these contents. */
const countLines = (page: Page, selector: string) =>
  page.locator(selector).evaluateAll((elements) =>
    Math.max(
      ...elements.map((element) => {
        const { lineHeight, fontSize } = getComputedStyle(element)
        return Math.round(
          element.getBoundingClientRect().height /
            (Number.parseFloat(lineHeight) || 1.5 * Number.parseFloat(fontSize)),
        )
      }),
    ),
  )

describe.skipIf(!chromiumPath)('awkward data', () => {
  const site = setUpDemoConsole(addAwkwardRows)

  it.each([
    ['/console/sessions', '.session-name'],
    ['/console/sessions', '.run-card strong'],
    ['/console/board', '.board-name'],
    [`/console/sessions/${session}`, '.run-error:not(:empty)'],
  ])('%s shows three lines of long texts in %s, also on a phone', async (address, selector) => {
    for (const width of [1280, 390]) {
      const { page } = await site.open({ width })
      await page.goto(address)
      await page.locator(selector).first().waitFor()
      expect(await countLines(page, selector), `${width} px`).toBe(3)
      await page.close()
    }
  })

  it('aligns what runs cost on a phone, where one has no duration yet', async () => {
    const { page } = await site.open({ width: 390 })
    await page.goto(`/console/sessions/${session}`)
    const row = page.locator('.run-rows li', { hasText: '5.00 credits' })
    await row.waitFor()
    const edgeOf = (selector: string) =>
      row.locator(selector).evaluate((element) => element.getBoundingClientRect().right)
    expect(await edgeOf('.run-credits')).toBeCloseTo(await edgeOf('.badge'), 0)
  })

  it('counts one entry in the singular', async () => {
    const { page } = await site.open()
    await page.goto(`/console/runs/${emptyRun}`)
    await page.getByText('Live: 1 entry', { exact: true }).waitFor()
  })

  it('keeps a cost within its column, however large it is', async () => {
    const { page } = await site.open()
    await page.goto(`/console/runs/${longRun}`)
    const cost = page.locator('.row .cost', { hasText: '$' }).last()
    await cost.waitFor()
    expect(await cost.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
    await page.getByText(`Ended: ${entries + 2} entries`, { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Waterfall' }).click()
    await page.locator('.log').focus()
    await page.keyboard.press('Home')
    const credits = page.locator('.row .cost', { hasText: '1B cr' }).first()
    await credits.waitFor()
    expect(await credits.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
  })

  it('names a session whose name is blank, so that its link can be seen and clicked', async () => {
    const { page } = await site.open()
    await page.goto('/console/sessions')
    const link = page.locator(`a[href$="/sessions/${blankSession}"]`)
    await link.waitFor()
    expect(await link.innerText()).toBe('Untitled session')
    await link.click()
    await page.getByRole('heading', { level: 1, name: 'Untitled session' }).waitFor()
  })

  it.each([
    ['replay', `/console/runs/${longRun}/replay`],
    ['comparison', `/console/compare?a=${emptyRun}&b=${longRun}`],
  ])(
    'shows how much of a long log a %s has read, before which it shows nothing of it',
    async (_, address) => {
      const { page } = await site.open()
      let release = () => {}
      const held = new Promise<void>((resolve) => {
        release = resolve
      })
      // The stream from the start of the log has a few entries at first, and the others later.
      await routeSockets(page, (socket) => {
        const server = socket.connectToServer()
        let received = 0
        socket.onMessage((message) => server.send(message))
        server.onMessage(async (message) => {
          if (String(message).includes('"next"')) received += 1
          if (received > 5) await held
          socket.send(message)
        })
      })
      await page.goto(address)
      const bar = page.getByRole('progressbar')
      await bar.waitFor()
      const share = await bar.evaluate((element) => (element as HTMLProgressElement).value)
      expect(share).toBeGreaterThan(0.3)
      expect(share).toBeLessThan(0.5)
      await page.getByText(/^Reading entries: [34]\d %$/).waitFor()
      release()
      await bar.waitFor({ state: 'detached' })
      await page.getByText(address.includes('replay') ? 'Back to the run' : 'The runs first differ').waitFor()
    },
  )
})
