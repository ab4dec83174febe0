import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { people, runs, sessions } from '../../src/demo/identities.ts'
import { chromiumPath } from './browser.ts'
import { setUpDemoConsole } from './set-up.ts'

const events = 300

describe.skipIf(!chromiumPath)('the run’s screen', () => {
  let page: Page
  let problems: readonly string[]
  const run = randomUUID()
  const site = setUpDemoConsole(async (database) => {
    await database.query(
      `insert into run_tasks (id, session_id, task_type, status) values ($1, $2, 'long', 'completed')`,
      [run, sessions.research],
    )
    // Each tenth event is a call of a tool; the four behind it are a sub-agent's.
    await database.query(
      `insert into application_events (event_type, event_group, session_id, run_id, created_at, content)
       select case n % 10 when 0 then 'agent.tool.call' else 'agent.reasoning' end, 'agent', $2, $1,
              timestamptz '2026-01-01T10:00:00Z' + n * interval '1 second',
              jsonb_build_object('text', 'entry ' || n || '.', 'tool_name', case n % 10 when 0 then 'Bash' end,
                'is_sub_agent_event', n % 10 between 1 and 4, 'agent_name', case when n % 10 between 1 and 4 then 'Checker' end)
         from generate_series(0, ${events - 1}) n`,
      [run, sessions.research],
    )
    await database.query(
      `insert into credit_transactions (user_id, transaction_type, amount, balance_after, session_id, run_id, model_id, data, created_at)
       values ($3, 'llm_usage', -1.25, 100, $2, $1, 'a model', '{"input_tokens": 1200, "output_tokens": 34}', '2026-01-01T10:00:00.5Z')`,
      [run, sessions.research, people.demo.id],
    )
  })
  beforeEach(async () => {
    ;({ page, problems } = await site.open())
  })
  afterEach(() => {
    expect(problems).toEqual([])
  })

  async function open(search = ''): Promise<void> {
    await page.goto(`/console/runs/${run}${search}`)
    await page.getByText(new RegExp(`Ended: ${events + 2} entries$`)).waitFor()
  }

  it('receives what is live in a worker, and by itself where that cannot be loaded', async () => {
    await open()
    expect(page.workers()).toHaveLength(1)
    const other = await site.open()
    await other.page.route('**/socket-worker-*', (route) => route.abort())
    await other.page.goto(`/console/runs/${run}`)
    await other.page.getByText(new RegExp(`Ended: ${events + 2} entries$`)).waitFor()
    expect(other.page.workers()).toEqual([])
  })

  it('shows other rows in the same elements where the list jumps, and right ones in each', async () => {
    await open()
    const rows = page.locator('.log .row[data-key]')
    await rows.evaluateAll((elements) => {
      for (const element of elements) element.setAttribute('data-was-at-end', '')
    })
    const atEnd = await rows.evaluateAll((elements) => elements.map((element) => element.ariaRowIndex))
    await page.locator('.log').focus()
    await page.keyboard.press('Home')
    await page.locator('[aria-rowindex="2"]').waitFor()
    const shown = await rows.evaluateAll((elements) =>
      elements.map((element) => ({
        index: Number(element.ariaRowIndex),
        wasAtEnd: element.hasAttribute('data-was-at-end'),
        summary: element.querySelector('.summary')?.textContent,
      })),
    )
    expect(shown.filter(({ wasAtEnd }) => wasAtEnd)).toHaveLength(Math.min(atEnd.length, shown.length))
    expect(shown.map(({ index }) => index)).toEqual(shown.map((_, position) => position + 2))
    const events = shown.flatMap(({ summary }) => /entry (\d+)\.$/.exec(summary ?? '')?.[1] ?? [])
    expect(events.length).toBeGreaterThan(20)
    expect(events).toEqual(events.map((_, position) => String(position)))
  })

  it('says in each row of each run of the demo what happened', async () => {
    const summaries: string[] = []
    for (const id of [runs.websiteFinished, runs.publicReport]) {
      await page.goto(`/console/runs/${id}`)
      await page.getByText(/(Ended|Up to date): \d+ entries$/).waitFor()
      // The print has all rows, the screen those in view.
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
      summaries.push(...(await page.locator('.printed-log tbody td:nth-child(4)').allInnerTexts()))
    }
    expect(summaries.length).toBeGreaterThan(30)
    expect(summaries.filter((text) => text.trim() === '')).toEqual([])
    expect(summaries).toContain('58.09 credits for the model, 6,120.41 left')
    expect(summaries).toContain('m1: completed')
    expect(summaries).toContain('A warm, paper-like page')
  })

  it('stays at a row near the end that was searched for or clicked, while entries come', async () => {
    const running = randomUUID()
    await site.database.query(
      `insert into run_tasks (id, session_id, task_type, status) values ($1, $2, 'live', 'running')`,
      [running, sessions.fresh],
    )
    let count = 0
    const add = async (more: number) => {
      await site.database.query(
        `insert into application_events (event_type, event_group, session_id, run_id, created_at, content)
         select 'agent.reasoning', 'agent', $2, $1, now() + n * interval '1 microsecond', jsonb_build_object('text', 'entry ' || n || '.')
           from generate_series($3::int, $4::int) n`,
        [running, sessions.fresh, count, count + more - 1],
      )
      count += more
    }
    await add(60)
    await page.goto(`/console/runs/${running}`)
    await page.getByText('entry 59.').waitFor()
    await page.locator('.log').focus()
    await page.keyboard.press('Home')
    const selected = page.locator('.row[aria-selected="true"]')
    await expect.poll(() => selected.innerText()).toContain('Running')

    await page.getByRole('searchbox').fill('entry 58.')
    await page.keyboard.press('Enter')
    await expect.poll(() => selected.innerText()).toContain('entry 58.')
    await add(20)
    await page.getByText('20 new · To the end').click()
    await page.getByText('entry 79.').waitFor()

    const isInView = (element: Element) => {
      const list = element.closest('.log')?.getBoundingClientRect()
      const { top, bottom } = element.getBoundingClientRect()
      // Scrolling is by whole pixels.
      return list !== undefined && top > list.top - 1 && bottom < list.bottom + 1
    }
    for (let turn = 0; turn < 5; turn += 1) {
      await page.getByText(`entry ${count - 1}.`).click()
      await add(1)
      await page.getByText('1 new · To the end').waitFor()
      expect(await selected.evaluate(isInView)).toBe(true)
      await page.keyboard.press('End')
      await page.getByText('To the end').waitFor({ state: 'detached' })
    }
  })

  it('follows on when a key finds no row that passes the filters', async () => {
    await page.goto(`/console/runs/${run}?tool=None`)
    await page.getByText('No entry passes the filters.').waitFor()
    await page.locator('.log').focus()
    await page.keyboard.press('ArrowDown')
    expect(await page.locator('.pill').count()).toBe(0)
  })

  it('shows entries of sub-agents as a tree, which the arrow keys collapse and expand', async () => {
    await open()
    await page.locator('.log').focus()
    await page.keyboard.press('Home')
    const rows = page.getByRole('treegrid', { name: 'Log of the run' }).getByRole('row')
    const selected = page.locator('.row[aria-selected="true"]')
    const length = async () => Number(await page.locator('.log').getAttribute('aria-rowcount'))
    const before = await length()
    const parent = rows.filter({ hasText: 'Bash' }).first()
    await parent.click()
    expect(await parent.getAttribute('aria-level')).toBe('1')
    expect(await parent.getAttribute('aria-expanded')).toBe('true')
    await page.keyboard.press('ArrowRight')
    expect(await selected.getAttribute('aria-level')).toBe('2')
    await page.keyboard.press('ArrowLeft')
    expect(await selected.getAttribute('aria-level')).toBe('1')
    await page.keyboard.press('ArrowLeft')
    await expect.poll(() => selected.getAttribute('aria-expanded')).toBe('false')
    expect(await length()).toBe(before - 4)
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => selected.getAttribute('aria-expanded')).toBe('true')
    expect(await length()).toBe(before)
    await parent.locator('.twisty').click()
    await expect.poll(length).toBe(before - 4)
  })

  it('leaves at least 78 % of a phone to the log, and unfolds the head’s details on request', async () => {
    const phone = await site.open({ width: 390, height: 844, hasTouch: true })
    await phone.page.goto(`/console/runs/${runs.websiteFinished}`)
    const log = phone.page.locator('.log')
    await phone.page.locator('.row[data-key]').first().waitFor()
    const box = await log.boundingBox()
    expect((box?.y ?? 844) / 844).toBeLessThan(0.22)
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeCloseTo(844, 0)
    const credits = phone.page.locator('.run-facts dt').getByText('Credits')
    await credits.waitFor({ state: 'attached' })
    expect(await credits.isVisible()).toBe(false)
    const button = phone.page.getByRole('button', { name: 'Details of the run' })
    await button.click()
    await credits.waitFor()
    await phone.page.getByRole('button', { name: 'Cost over time' }).click()
    await phone.page.locator('.charges').waitFor()
    const toolbar = await phone.page.locator('.log-toolbar').boundingBox()
    expect(toolbar?.height).toBeGreaterThan(40)
    await button.click()
    expect(await credits.isVisible()).toBe(false)
    expect(phone.problems).toEqual([])
  })

  it('selects rows, not their texts, with Shift, and counts no entries of an ended run as new', async () => {
    await open()
    const rows = page.locator('.row[data-key]')
    await page.locator('.log').focus()
    await page.keyboard.press('Home')
    await rows.nth(2).click()
    await page.keyboard.down('Shift')
    await rows.nth(6).click()
    await page.keyboard.up('Shift')
    await expect.poll(() => page.locator('.row[aria-selected="true"]').count()).toBe(5)
    expect(await page.evaluate(() => getSelection()?.toString())).toBe('')
    await page.waitForURL(/at=/)
    const address = page.url()
    await page.goto('/console/sessions')
    await page.goto(address)
    await page.getByText(new RegExp(`: ${events + 2} entries$`)).waitFor()
    expect(await page.locator('.pill').innerText()).toBe('To the end')
  })

  it('collapses sub-agents in a replay as well', async () => {
    await page.goto(`/console/runs/${run}/replay`)
    const slider = page.getByRole('slider', { name: 'Position' })
    await slider.fill(String((await slider.getAttribute('max')) ?? ''))
    const length = async () => Number(await page.locator('.log').getAttribute('aria-rowcount'))
    await expect.poll(length).toBe(events + 3)
    await page.locator('.log').focus()
    await page.keyboard.press('Home')
    const parent = page.locator('.row[aria-expanded="true"]').first()
    await parent.locator('.twisty').click()
    await expect.poll(length).toBe(events + 3 - 4)
    await slider.fill('3000')
    await expect.poll(length).toBeLessThan(6)
  })

  it('prints every entry that is loaded, and leaves out what is for the screen', async () => {
    await open()
    expect(await page.locator('.row[data-key]').count()).toBeLessThan(events / 2)
    await page.evaluate(() => {
      // Registered later than the console's own listener, so called after it.
      addEventListener('beforeprint', () => {
        const rows = document.querySelectorAll<HTMLElement>('.printed-log tbody tr')
        document.body.dataset.printed = JSON.stringify([...rows].map(({ innerText }) => innerText))
      })
    })
    const pdf = await page.pdf({ format: 'A4' })
    const printed = JSON.parse((await page.locator('body').getAttribute('data-printed')) ?? '[]') as string[]
    expect(printed).toHaveLength(events + 2)
    const numbers = printed.flatMap((text) => /entry (\d+)\./.exec(text)?.[1] ?? [])
    expect(numbers.map(Number).sort((a, b) => a - b)).toEqual(Array.from({ length: events }, (_, n) => n))
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(3)
    await page.locator('.printed-log').waitFor({ state: 'detached' })
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.log').isVisible()).toBe(false)
    expect(await page.locator('.log-toolbar').isVisible()).toBe(false)
    await page.emulateMedia({ media: 'screen' })
  })

  it('prints what was charged with the steps of a waterfall', async () => {
    await open('?view=waterfall')
    await page.locator('.log').focus()
    await page.keyboard.press('Home')
    await page.locator('.cost', { hasText: '1.25 cr' }).waitFor()
    await page.evaluate(() => {
      addEventListener('beforeprint', () => {
        const cells = document.querySelectorAll<HTMLElement>('.printed-log th, .printed-log tbody td')
        document.body.dataset.cells = JSON.stringify([...cells].map(({ innerText }) => innerText))
      })
    })
    await page.pdf({ format: 'A4' })
    const cells = JSON.parse((await page.locator('body').getAttribute('data-cells')) ?? '[]') as string[]
    expect(cells.slice(5, 8)).toEqual(['Cost', 'Tokens in / out', 'Credits'])
    expect(cells).toContain('1.2K / 34')
    expect(cells).toContain('1.25')
  })

  it('shows credits and tokens of a step in the waterfall and its details, and their sums over time', async () => {
    await open('?view=waterfall')
    await page.locator('.log').focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('Escape')
    const row = page.locator('.row', { hasText: '1.25 cr' })
    await row.getByText('1.2K / 34').waitFor()
    await row.click()
    await page.locator('.details').getByText('1,200 / 34').waitFor()
    await page.getByRole('button', { name: 'Cost over time' }).click()
    const charge = page.locator('.charges-table tbody tr')
    await charge.waitFor()
    expect(await charge.locator('td').allInnerTexts()).toEqual([
      expect.stringMatching(/^\d\d:00:00/),
      'a model',
      '1,200',
      '34',
      '1,234',
      '1.25',
      '1.25',
    ])
  })
})
