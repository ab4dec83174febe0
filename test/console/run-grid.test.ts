import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { sessions } from '../../src/demo/identities.ts'
import { chromiumPath } from './browser.ts'
import { setUpDemoConsole } from './set-up.ts'

const events = 300
const run = randomUUID()

type Cell = { readonly role: string; readonly name: string }

/** The cells of a log's rows as screen readers have them. */
async function readRows(page: Page): Promise<Cell[][]> {
  const devtools = await page.context().newCDPSession(page)
  const { nodes } = await devtools.send('Accessibility.getFullAXTree')
  await devtools.detach()
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const childrenOf = ({ childIds = [] }: (typeof nodes)[number]): typeof nodes =>
    childIds.flatMap((id) => {
      const child = byId.get(id)
      if (!child) return []
      return child.ignored ? childrenOf(child) : [child]
    })
  const [grid] = nodes.filter(({ role }) => role?.value === 'treegrid')
  return (grid ? childrenOf(grid) : []).flatMap(childrenOf).map((row) =>
    childrenOf(row).map(({ role, name }) => ({
      role: String(role?.value),
      name: String(name?.value ?? ''),
    })),
  )
}

/** Whether what is selected is in view, and not below the headings. */
const isSelectionInView = (page: Page) =>
  page.locator('.row[aria-selected="true"]').evaluate((element) => {
    const list = element.closest('.log')?.getBoundingClientRect()
    const headings = document.querySelector('.headings')?.getBoundingClientRect()
    const { top, bottom } = element.getBoundingClientRect()
    // Scrolling is by whole pixels.
    return list && headings && top > headings.bottom - 1 && bottom < list.bottom + 1
  })

describe.skipIf(!chromiumPath)('the grid of a log', () => {
  const site = setUpDemoConsole(async (database) => {
    await database.query(
      `insert into run_tasks (id, session_id, task_type, status) values ($1, $2, 'long', 'completed')`,
      [run, sessions.research],
    )
    await database.query(
      `insert into application_events (event_type, event_group, session_id, run_id, created_at, content)
       select case n % 2 when 0 then 'agent.tool.call' else 'agent.response' end, 'agent', $2, $1,
              timestamptz '2026-01-01T10:00:00Z' + n * interval '1 second',
              jsonb_build_object('text', repeat('entry ' || n || '. ', 1 + n % 60), 'tool_name', case n % 2 when 0 then 'Bash' end)
         from generate_series(0, ${events - 1}) n`,
      [run, sessions.research],
    )
  })

  async function open(width: number, search = ''): Promise<Page> {
    const { page } = await site.open({ width })
    await page.goto(`/console/runs/${run}${search}`)
    await page.getByText(new RegExp(`Ended: ${events + 2} entries$`)).waitFor({ state: 'attached' })
    return page
  }

  const [list, narrow] = [
    ['Time', 'Kind', 'Tool', 'Text', 'Duration', 'Cost'],
    ['Time', 'Kind', 'Text'],
  ]
  const waterfall = ['Time', 'Kind', 'Tool', 'Text', 'Timeline', 'Duration', 'Tokens in / out', 'Cost']
  it.each([
    [1440, '', list],
    [1440, '?view=waterfall', waterfall],
    [390, '', narrow],
    [390, '?view=waterfall', ['Kind', 'Text', 'Timeline']],
  ])('gives screen readers a heading of each column, at %i px %s', async (width, search, headings) => {
    const page = await open(width, search)
    const [first, ...rows] = await readRows(page)
    expect(first).toEqual(headings.map((name) => ({ role: 'columnheader', name })))
    expect(rows.length).toBeGreaterThan(20)
    const roles = headings.map((name) => (name === 'Text' ? 'rowheader' : 'gridcell'))
    for (const row of rows) expect(row.map(({ role }) => role)).toEqual(roles)

    const numbersOf = (selector: string) =>
      page.locator(selector).evaluateAll((cells) => cells.map((cell) => cell.ariaColIndex))
    const numbers = await numbersOf('.headings [role="columnheader"]')
    expect(await numbersOf('.row[data-key] >> nth=0 >> > [aria-colindex]')).toEqual(numbers)
  })

  it('counts the headings as the first row, and numbers the rows after it wherever the list is', async () => {
    const page = await open(1440)
    const count = Number(await page.locator('.log').getAttribute('aria-rowcount'))
    expect(count).toBe(events + 2 + 1)
    expect(await page.locator('.headings .row').getAttribute('aria-rowindex')).toBe('1')
    expect(await page.locator('.row[data-key]').last().getAttribute('aria-rowindex')).toBe(String(count))
    await page.locator('.log').focus()
    await page.keyboard.press('Home')
    await expect.poll(() => page.locator('.row[data-key]').first().getAttribute('aria-rowindex')).toBe('2')
  })

  it.each([false, true])(
    'keeps the selected row below the headings and in view, wrapped: %s',
    async (isWrapped) => {
      const page = await open(1440)
      if (isWrapped) await page.getByRole('button', { name: 'Wrap' }).click()
      await page.locator('.log').focus()
      for (const key of [
        'Home',
        'PageDown',
        'PageDown',
        'ArrowDown',
        'PageUp',
        'ArrowUp',
        'PageDown',
        'ArrowDown',
      ]) {
        await page.keyboard.press(key)
        await expect.poll(() => isSelectionInView(page), { message: key }).toBe(true)
      }
    },
  )
})
