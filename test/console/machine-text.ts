import type { Page } from 'playwright-core'

/** What programs write where people want words: ids, timestamps of ISO 8601, names of statuses, absent values. */
const machineText =
  /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}|\d{4}-\d\d-\d\dT\d\d:\d\d|\b(?:RUNNING|COMPLETED|FAILED|CANCELLED|UNKNOWN)\b|\bundefined\b|\bNaN\b|\[object \w+\]|Invalid Date/g

/** Texts of machines on a page, its tooltips and labels included; none where everything is said in words. */
export async function findMachineText(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => [
    document.body.innerText,
    ...[...document.querySelectorAll('[title], [aria-label], [aria-valuetext]')].flatMap((element) =>
      ['title', 'aria-label', 'aria-valuetext'].map((name) => element.getAttribute(name) ?? ''),
    ),
  ])
  return [...new Set(texts.flatMap((text) => text.match(machineText) ?? []))]
}
