import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { people } from '../../src/demo/identities.ts'
import { chromiumPath } from './browser.ts'
import { setUpDemoConsole } from './set-up.ts'

describe.skipIf(!chromiumPath)('a run’s screen, while the run changes', () => {
  const site = setUpDemoConsole()

  /** Makes a run of a session of its own, with entries, and opens it. */
  async function openRun(status: string, entries: number) {
    const [session, run] = [randomUUID(), randomUUID()]
    await site.database.query(
      `insert into sessions (id, user_id, name, app_kind, status) values ($1, $2, 'Changing', 'agent', 'active')`,
      [session, people.demo.id],
    )
    await site.database.query(
      `insert into run_tasks (id, session_id, task_type, status, version) values ($1, $2, 'agent_run', $3, 1)`,
      [run, session, status],
    )
    let count = 0
    const add = async (more: number) => {
      await site.database.query(
        `insert into application_events (event_type, event_group, session_id, run_id, created_at, content)
         select case n % 2 when 0 then 'agent.tool.call' else 'agent.response' end, 'agent', $2, $1,
                clock_timestamp() + n * interval '1 microsecond',
                jsonb_build_object('text', 'entry ' || n || '.', 'tool_name', case n % 2 when 0 then 'Bash' end)
           from generate_series($3::int, $4::int) n`,
        [run, session, count + 1, count + more],
      )
      count += more
    }
    const setStatus = (to: string) =>
      site.database.query(
        'update run_tasks set status = $2, version = version + 1, updated_at = now() where id = $1',
        [run, to],
      )
    await add(entries)
    const { page } = await site.open()
    await page.goto(`/console/runs/${run}`)
    await page.getByText(`entry ${entries}.`).waitFor()
    return { page, run, add, setStatus }
  }

  const selectedText = (page: Page) => page.evaluate(() => getSelection()?.toString())

  /** Drags the mouse over the text of a row, and leaves the button down. */
  async function dragOver(page: Page, text: string): Promise<void> {
    const row = page.getByText(text, { exact: true })
    const box = await row.boundingBox()
    if (!box) throw new Error(`${text} is not shown.`)
    await page.mouse.move(box.x + 1, box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(box.x + 300, box.y + box.height / 2, { steps: 4 })
  }

  it('follows the log on where a run that has ended is at work again', async () => {
    const { page, add, setStatus } = await openRun('running', 3)
    await setStatus('completed')
    await page.getByText('The run ended: Completed').waitFor()
    await page.getByText(/^Ended: \d+ entries$/).waitFor()
    await setStatus('running')
    await add(2)
    await page.getByText('entry 5.').waitFor()
    await page.getByText(/^Live: \d+ entries$/).waitFor()
    await setStatus('failed')
    await page.getByText('The run ended: Failed').waitFor()
    await page.getByText(/^Ended: \d+ entries$/).waitFor()
    expect(await page.getByText(/^entry \d\.$/).allInnerTexts()).toEqual(
      [1, 2, 3, 4, 5].map((n) => `entry ${n}.`),
    )
  })

  it('says that the entry of an address was removed, and shows the log where it stood', async () => {
    const { page, run } = await openRun('completed', 120)
    // Rows are at rest: until then, one can become that of another entry while it is clicked.
    await page.getByText(/^Ended: \d+ entries$/).waitFor()
    await page.getByText('entry 110.').click()
    await page.waitForURL(/at=/)
    const notice = page.getByText('The entry of this address is not in the log any more.')
    await page.reload()
    await page.locator('.row[aria-selected="true"]', { hasText: 'entry 110.' }).waitFor()
    expect(await notice.count()).toBe(0)
    await site.database.query(
      `delete from application_events where run_id = $1 and content ->> 'text' = 'entry 110.'`,
      [run],
    )
    await page.reload()
    await notice.waitFor()
    await page.getByText('entry 109.').waitFor()
  })

  it('gives the log the room below a notice that not everything could be loaded', async () => {
    const { page, run } = await openRun('completed', 60)
    await page.route('**/graphql', async (route) => {
      const response = await route.fetch()
      const body = (await response.json()) as { data?: { run?: { log?: unknown } } }
      const errors = body.data?.run?.log
        ? [{ message: 'The request is lost.', path: ['run', 'state'] }]
        : undefined
      await route.fulfill({ response, json: { ...body, ...(errors && { errors }) } })
    })
    await page.goto(`/console/runs/${run}?again`)
    await page.getByText('Not everything could be loaded: The request is lost.').waitFor()
    await page.getByText('entry 60.').waitFor()
    const heights = await page.evaluate(() =>
      ['.log-toolbar', '.log'].map(
        (each) => document.querySelector(each)?.getBoundingClientRect().height ?? 0,
      ),
    )
    expect(heights[0]).toBeLessThan(100)
    expect(heights[1]).toBeGreaterThan(400)
  })

  it('keeps text that is being selected while entries come, and takes the drag for no click', async () => {
    const { page, add } = await openRun('running', 100)
    await dragOver(page, 'entry 97.')
    expect(await selectedText(page)).toContain('entry 97.')
    await add(30)
    await page.getByText('30 new · To the end').waitFor()
    expect(await selectedText(page)).toContain('entry 97.')
    await page.mouse.up()
    await add(1)
    await page.getByText('31 new · To the end').waitFor()
    expect(await selectedText(page)).toContain('entry 97.')
    expect(await page.locator('.row[aria-selected="true"]').count()).toBe(0)
    await page.getByText('entry 95.').click()
    await page.locator('.row[aria-selected="true"]').waitFor()
  })

  it('copies the columns of rows, also of those without a tool, in the same places', async () => {
    const { page } = await openRun('completed', 20)
    await page.getByText('entry 10.').click()
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Control+c')
    const read = () => page.evaluate(() => navigator.clipboard.readText())
    await expect.poll(read).toMatch(/entry 11\.$/)
    const lines = (await read()).split('\n').map((line) => line.split('\t').slice(1))
    expect(lines).toEqual([
      ['Call', 'Bash', 'entry 10.'],
      ['Answer', '', 'entry 11.'],
    ])
  })
})
