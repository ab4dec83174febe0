import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { runs } from '../../src/demo/identities.ts'
import { findViolations } from './axe.ts'
import { chromiumPath } from './browser.ts'
import { setUpDemoConsole } from './set-up.ts'

/** A property of the first element, as the page shows it. */
const readStyle = (page: Page, selector: string, property: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property)

describe.skipIf(!chromiumPath)('contrast that the reader asks for', () => {
  const site = setUpDemoConsole()

  /** Opens a run's waterfall with a row selected, and one that is found, in a contrast theme. */
  async function openForced(scheme: 'light' | 'dark') {
    const { page } = await site.open({ scheme })
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
    await page.goto(`/console/runs/${runs.websiteFinished}?view=waterfall`)
    await page.locator('.row[data-key]').first().click()
    await page.locator('.row[aria-selected="true"]').waitFor()
    return page
  }

  it.each(['light', 'dark'] as const)(
    'shows what a contrast theme would hide, by its own colours, %s',
    async (scheme) => {
      const page = await openForced(scheme)
      const canvas = await readStyle(page, 'body', 'background-color')
      expect(await readStyle(page, '.row .bar', 'background-color')).not.toBe(canvas)
      const current = await readStyle(page, 'nav a[aria-current="page"]', 'border-bottom-color')
      const other = await readStyle(page, 'nav a:not([aria-current="page"])', 'border-bottom-color')
      expect(current).not.toBe(canvas)
      expect(other).toBe(canvas)
      const [pressed, released] = ['true', 'false'].map((is) => `.log-toolbar .button[aria-pressed="${is}"]`)
      expect(await readStyle(page, pressed ?? '', 'background-color')).not.toBe(
        await readStyle(page, released ?? '', 'background-color'),
      )
      expect(await readStyle(page, '.row[aria-selected="true"]', 'outline-style')).toBe('solid')
      expect(await readStyle(page, '.row[aria-selected="false"]', 'outline-style')).toBe('none')

      await page.goto('/console/usage?days=365')
      await page.locator('.share-bar').first().waitFor()
      expect(await readStyle(page, '.share-bar', 'background-color')).not.toBe(canvas)
    },
  )

  it('is more on request: soft texts and lines are as strong as others', async () => {
    const { page } = await site.open()
    await page.goto('/console/sessions')
    await page.locator('.session-rows li').first().waitFor()
    const isEqual = async () =>
      (await readStyle(page, '.soft', 'color')) === (await readStyle(page, 'body', 'color'))
    expect(await isEqual()).toBe(false)
    await page.emulateMedia({ contrast: 'more', reducedMotion: 'reduce' })
    await expect.poll(isEqual).toBe(true)
    expect(await findViolations(page)).toEqual([])
  })
})
