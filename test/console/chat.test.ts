import { describe, expect, it } from 'vitest'
import { sessions } from '../../src/demo/identities.ts'
import { chromiumPath } from './browser.ts'
import { setUpDemoConsole } from './set-up.ts'

describe.skipIf(!chromiumPath)('a long chat', () => {
  const site = setUpDemoConsole()

  async function open() {
    const { page, problems } = await site.open()
    await page.goto(`/console/sessions/${sessions.longChat}`)
    const messages = page.locator('.message')
    await messages.first().waitFor()
    expect(await messages.count()).toBe(30)
    return { page, problems, messages, older: page.getByRole('button', { name: 'Older messages' }) }
  }

  it('keeps the reader’s place and the focus where older messages come', async () => {
    const { page, problems, messages, older } = await open()
    for (const scrolled of [0, 40]) {
      const count = await messages.count()
      await older.focus()
      await page.locator('main').evaluate((main, top) => main.scrollTo(0, top), scrolled)
      const first = await messages.first().elementHandle()
      const readTop = () => first?.evaluate((element) => element.getBoundingClientRect().top)
      const before = await readTop()
      // The button's own key handling, without scrolling it into view.
      await page.keyboard.press('Enter')
      await expect.poll(() => messages.count()).toBe(count + 30)
      expect(Math.abs(((await readTop()) ?? 0) - (before ?? 0))).toBeLessThanOrEqual(1)
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Older messages')
    }
    expect(problems).toEqual([])
  })

  it('keeps all messages between older ones and those that come', async () => {
    const { messages, older } = await open()
    const shown = await messages.allInnerTexts()
    await site.database.query(
      `insert into chat_messages (id, session_id, role, content, is_finished, created_at, updated_at)
       select gen_random_uuid(), $1, 'user', jsonb_build_array(jsonb_build_object('type', 'text', 'text', 'late ' || n)), true,
              now() + n * interval '1 second', now()
         from generate_series(1, 3) n`,
      [sessions.longChat],
    )
    await messages.filter({ hasText: 'late 3' }).waitFor()
    expect((await messages.allInnerTexts()).slice(0, -3)).toEqual(shown)
    await older.click()
    await expect.poll(() => messages.count()).toBe(63)
    expect((await messages.allInnerTexts()).slice(30, -3)).toEqual(shown)
  })
})
