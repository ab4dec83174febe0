import { describe, expect, it } from 'vitest'
import { people, sessions } from '../../src/demo/identities.ts'
import { chromiumPath } from './browser.ts'
import { setUpDemoConsole } from './set-up.ts'

describe.skipIf(!chromiumPath)('the list of sessions', () => {
  const site = setUpDemoConsole()

  const countPins = async () => {
    const rows = await site.database.query('select 1 from session_pins where session_id = $1', [
      sessions.council,
    ])
    return rows.length
  }

  it('pins a session at once, keeps it pinned, filters by it, and unpins it', async () => {
    const { page, problems } = await site.open()
    await page.goto('/console/sessions?name=database+for+sensor')
    const pin = page.getByRole('button', { name: 'Pin: Which database for sensor data?' })
    await pin.waitFor()
    const before = await pin.getAttribute('aria-pressed')
    expect(before).toBe('false')
    await pin.focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => pin.getAttribute('aria-pressed')).toBe('true')
    await expect.poll(countPins).toBe(1)
    await page.goto('/console/sessions?marked=pinned')
    await pin.waitFor()
    expect(await pin.getAttribute('aria-pressed')).toBe('true')
    await pin.click()
    // The list has only pinned ones: it is read again without this one.
    await pin.waitFor({ state: 'detached' })
    await expect.poll(countPins).toBe(0)
    expect(problems).toEqual([])
  })

  it('shows a mark before the gateway has answered, and takes it back with the reason where it fails', async () => {
    const { page } = await site.open()
    await page.goto('/console/sessions?name=database+for+sensor')
    const favourite = page.getByRole('button', { name: /^Favourite: Which database/ })
    await favourite.waitFor()
    const before = await favourite.getAttribute('aria-pressed')
    let answer = () => {}
    await page.route('**/graphql', async (route) => {
      if (!route.request().postData()?.includes('mutation')) return route.fallback()
      await new Promise<void>((resolve) => {
        answer = resolve
      })
      const errors = [{ message: 'Not today.', extensions: { code: 'FORBIDDEN' } }]
      await route.fulfill({ json: { data: null, errors } })
    })
    await favourite.click()
    await expect.poll(() => favourite.getAttribute('aria-pressed')).toBe(String(before !== 'true'))
    answer()
    await page.getByRole('alert').getByText('Not today.').waitFor()
    expect(await favourite.getAttribute('aria-pressed')).toBe(before)
  })

  it.each(['/console/sessions', '/console/sessions?name=numbered'])(
    '%s is as long and as far scrolled after Back or a reload as it was left, and after Forward and Back',
    async (address) => {
      await site.database.query(
        `insert into sessions (id, user_id, name, status, created_at)
         select gen_random_uuid(), $1, 'A numbered session ' || n, 'active', now() - n * interval '1 minute'
           from generate_series(1, 150) n`,
        [people.demo.id],
      )
      const { page, problems } = await site.open()
      await page.goto(address)
      const rows = page.locator('.session-rows > li')
      await rows.first().waitFor()
      const main = page.locator('#main')
      const readPlace = async () => [await rows.count(), await main.evaluate(({ scrollTop }) => scrollTop)]
      await page.mouse.move(600, 500)
      await expect
        .poll(async () => {
          await page.mouse.wheel(0, 2_000)
          return rows.count()
        })
        .toBeGreaterThan(90)
      const link = rows.nth(70).locator('a').first()
      await link.scrollIntoViewIfNeeded()
      const left = await readPlace()
      expect(left[1]).toBeGreaterThan(1_500)
      await page.reload()
      await expect.poll(readPlace).toEqual(left)
      await link.click()
      await page.waitForURL(/sessions\/./)
      await page.getByRole('heading', { level: 1, name: 'A numbered session' }).waitFor()
      expect(await main.evaluate(({ scrollTop }) => scrollTop)).toBe(0)
      for (const _turn of [1, 2]) {
        await page.goBack()
        await expect.poll(readPlace).toEqual(left)
        await page.goForward()
        await page.getByRole('heading', { level: 1, name: 'A numbered session' }).waitFor()
        await expect.poll(() => main.evaluate(({ scrollTop }) => scrollTop)).toBe(0)
      }
      // A link begins at the top of the same list.
      await page.getByRole('link', { name: 'Sessions', exact: true }).first().click()
      await rows.first().waitFor()
      expect(await main.evaluate(({ scrollTop }) => scrollTop)).toBe(0)
      expect(problems).toEqual([])
      await site.database.query(`delete from sessions where name like 'A numbered session %'`)
    },
  )

  it('shows new names, and sessions made or marked elsewhere, as they come', async () => {
    const { page, problems } = await site.open()
    await page.goto('/console/sessions')
    await page.locator('.session-rows li').nth(20).waitFor()
    await site.database.query('update sessions set name = $2, updated_at = now() where id = $1', [
      sessions.analysis,
      'A name of just now',
    ])
    const row = page.locator('.session-rows li', { hasText: 'A name of just now' })
    await row.waitFor()
    await expect
      .poll(() => page.locator('.session-rows li').first().innerText())
      .toContain('A name of just now')
    await site.database.query(
      'insert into session_wishlists (id, user_id, session_id) values (gen_random_uuid(), $1, $2)',
      [people.demo.id, sessions.analysis],
    )
    await expect
      .poll(() => row.getByRole('button', { name: /^Favourite/ }).getAttribute('aria-pressed'), {
        timeout: 10_000,
      })
      .toBe('true')
    expect(problems).toEqual([])
  })

  it('filters by kind, state and marks, keeps them in the address, and says where nothing is left', async () => {
    const { page, problems } = await site.open()
    await page.goto('/console/sessions')
    await page.locator('.session-rows li').first().waitFor()
    await page.getByLabel('Kind').selectOption('CHAT')
    const kindsShown = () => page.locator('.session-marks .badge:last-of-type').allInnerTexts()
    await expect.poll(async () => [...new Set(await kindsShown())]).toEqual(['Chat'])
    await page.getByLabel('Marked').selectOption('favourites')
    await page.getByLabel('State').selectOption('PAUSE')
    await page.getByRole('heading', { name: 'No sessions match' }).waitFor()
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
      kind: 'CHAT',
      marked: 'favourites',
      state: 'PAUSE',
    })
    await page.reload()
    await page.getByRole('heading', { name: 'No sessions match' }).waitFor()
    expect(await page.getByLabel('Kind').inputValue()).toBe('CHAT')
    await page.getByLabel('Marked').selectOption('')
    await page.getByLabel('State').selectOption('')
    await page.getByLabel('Kind').selectOption('')
    await page.locator('.session-rows li').first().waitFor()
    expect(new URL(page.url()).search).toBe('')
    expect(problems).toEqual([])
  })

  it('reads on as it is scrolled, and by the button with the keyboard, each session once', async () => {
    await site.database.query(
      `insert into sessions (id, user_id, name, status, is_public, is_deleted, created_at, updated_at, version)
       select gen_random_uuid(), $1, 'Many ' || n, 'active', false, false, now(), now() - n * interval '1 minute', 1
       from generate_series(1, 130) n`,
      [people.demo.id],
    )
    const { page, problems } = await site.open({ height: 500 })
    // Without the observer the button is the only way on.
    await page.addInitScript(() => {
      if (location.search.includes('order=NAME'))
        window.IntersectionObserver = class extends IntersectionObserver {
          override observe() {}
        }
    })
    const rows = page.locator('.session-rows li')
    const readNames = () => rows.locator('.session-name').allInnerTexts()
    await page.goto('/console/sessions?name=Many')
    await page.getByText('130 in all').waitFor()
    for (let scrolls = 0; scrolls < 30 && (await rows.count()) < 130; scrolls += 1) {
      await page.locator('main').evaluate((main) => main.scrollTo(0, main.scrollHeight))
      await page.waitForTimeout(100)
    }
    expect(new Set(await readNames()).size).toBe(130)
    expect(await rows.count()).toBe(130)
    await page.goto('/console/sessions?name=Many&order=NAME')
    await expect.poll(() => rows.count()).toBe(50)
    const more = page.getByRole('button', { name: 'More sessions' })
    await more.focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => rows.count()).toBe(100)
    // Asked for while the list is read anew.
    let answer: (() => void) | undefined
    await page.route('**/graphql', async (route) => {
      if (route.request().postData()?.includes('ConsoleSessions'))
        await new Promise<void>((resolve) => {
          answer = resolve
        })
      await route.continue()
    })
    await site.database.query(`update sessions set name = 'Many of another name' where name = 'Many 1'`)
    await expect.poll(() => answer, { timeout: 10_000 }).toBeDefined()
    await page.keyboard.press('Enter')
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    answer?.()
    await expect.poll(() => rows.count()).toBe(130)
    await more.waitFor({ state: 'detached' })
    expect(problems).toEqual([])
  })
})
