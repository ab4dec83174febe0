import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { runs } from '../../src/demo/identities.ts'
import { chromiumPath } from './browser.ts'
import { setUpDemoConsole } from './set-up.ts'

/** Runs in the page: the brightness of what a canvas has most of, from 0 to 255. */
function readBrightness(): number {
  const canvas = document.querySelector('canvas')
  const { width = 0, height = 0 } = canvas ?? {}
  const { data } = canvas?.getContext('2d')?.getImageData(0, 0, width, height) ?? { data: [] }
  const counts = new Map<number, number>()
  for (let at = 0; at < data.length; at += 4) {
    const [red = 0, green = 0, blue = 0, alpha] = data.slice(at, at + 4)
    const brightness = Math.round((red + green + blue) / 3)
    if (alpha === 255) counts.set(brightness, (counts.get(brightness) ?? 0) + 1)
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? -1
}

describe.skipIf(!chromiumPath)('what is printed', () => {
  const site = setUpDemoConsole()

  /** Shows a page as it is on paper. */
  async function preview(page: Page): Promise<void> {
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
    await page.emulateMedia({ media: 'print' })
  }

  it('is in light colours, whatever the screen’s are, charts too', async () => {
    const { page, problems } = await site.open({ scheme: 'dark' })
    await page.goto('/console/usage?days=365')
    await page.locator('.chart canvas').waitFor()
    const read = () =>
      page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('color-scheme'))
    await expect.poll(() => page.evaluate(readBrightness)).toBeLessThan(128)
    expect(await read()).toBe('light dark')
    await preview(page)
    expect(await read()).toBe('light')
    await expect.poll(() => page.evaluate(readBrightness)).toBeGreaterThan(128)
    await page.emulateMedia({ media: 'screen' })
    await expect.poll(() => page.evaluate(readBrightness)).toBeLessThan(128)
    await page.emulateMedia({ colorScheme: 'light' })
    await expect.poll(() => page.evaluate(readBrightness)).toBeGreaterThan(128)
    expect(problems).toEqual([])
  })

  it('has the choices of a list as text, and no empty search', async () => {
    const { page } = await site.open()
    await page.goto('/console/library/files?kind=IMAGE')
    await page.locator('.item-rows li').first().waitFor()
    await preview(page)
    const choice = page.locator('select.field').first()
    const { border, appearance } = await choice.evaluate((element) => {
      const { borderTopWidth, appearance } = getComputedStyle(element)
      return { border: borderTopWidth, appearance }
    })
    expect({ border, appearance }).toEqual({ border: '0px', appearance: 'none' })
    expect(await page.locator('input[type="search"]').isVisible()).toBe(false)
    expect(await page.locator('button:visible').count()).toBe(0)
  })

  it('has the rows of a replay that were played, and none of its controls', async () => {
    const { page } = await site.open()
    await page.goto(`/console/runs/${runs.websiteFinished}/replay`)
    const slider = page.locator('.slider')
    await slider.focus()
    await page.keyboard.press('End')
    await expect.poll(() => page.locator('.replay-time').innerText()).toMatch(/ (\d+) of \1$/)
    await preview(page)
    expect(await page.locator('.printed-log tbody tr').count()).toBeGreaterThan(20)
    expect(await page.locator('input:visible, select:visible, button:visible').count()).toBe(0)
  })

  it('breaks no word of a waterfall’s columns', async () => {
    const { page } = await site.open({ width: 720 })
    await page.goto(`/console/runs/${runs.websiteFinished}?view=waterfall`)
    await page.locator('.cost', { hasText: /cr$/ }).first().waitFor()
    await preview(page)
    const broken = await page.locator('.printed-log td, .printed-log th').evaluateAll((cells) =>
      cells.flatMap((cell) => {
        const range = document.createRange()
        range.selectNodeContents(cell)
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size
        const text = cell.textContent ?? ''
        // Long words of a program's text may be.
        return lines > text.split(' ').length && text.length < 20 ? [text] : []
      }),
    )
    expect(await page.locator('.printed-log td').count()).toBeGreaterThan(40)
    expect(broken).toEqual([])
  })
})
