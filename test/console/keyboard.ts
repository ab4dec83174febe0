import type { Page } from 'playwright-core'

/** Presses Tab, once an element matches, until one that does has the focus; throws after `maxPresses`. */
export async function tabTo(page: Page, selector: string, maxPresses = 150): Promise<void> {
  await page.locator(selector).first().waitFor({ state: 'attached' })
  for (let presses = 0; presses < maxPresses; presses += 1) {
    await page.keyboard.press('Tab')
    const isThere = await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)
    if (isThere) return
  }
  throw new Error(`Tab never comes to ${selector}.`)
}
