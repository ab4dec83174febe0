import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { demoAdmin, demoUser, people, runs, sessions } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import { findViolations } from './axe.ts'
import { chromiumPath, type OpenedConsole, visit } from './browser.ts'
import { tabTo } from './keyboard.ts'
import { findMachineText } from './machine-text.ts'
import { screens } from './screens.ts'
import { setUpDemoConsole } from './set-up.ts'

if (!chromiumPath) console.log('No Chromium on this machine (set CHROMIUM to one): nothing is tried in it.')

describe.skipIf(!chromiumPath)('the console’s screens', () => {
  const site = setUpDemoConsole()
  describe('visited one after another', () => {
    let opened: OpenedConsole
    beforeAll(async () => {
      opened = await site.open({ isKept: true })
      await opened.page.goto('/console')
    })

    it.each(screens)(
      '%s has nothing that axe-core finds in both colour schemes, says all in words, and fits a phone and a page at 200 %%',
      async (address, shown) => {
        const { page, problems } = opened
        const before = problems.length
        await page.setViewportSize({ width: 1280, height: 900 })
        await page.emulateMedia({ colorScheme: 'light' })
        await visit(page, address)
        await page.locator(shown).first().waitFor()
        expect(await findMachineText(page)).toEqual([])
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme })
          expect(await findViolations(page), colorScheme).toEqual([])
        }
        for (const width of [720, 390]) {
          await page.setViewportSize({ width, height: 844 })
          const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
          expect(beyond, `${width} px`).toBeLessThanOrEqual(0)
        }
        expect(problems.slice(before)).toEqual([])
      },
    )
  })

  it.each([
    ['/console/sessions', '.session-rows li'],
    [`/console/runs/${runs.websiteFinished}`, '.row[data-key]'],
    ['/console/library/files', '.item-rows li'],
  ])(
    '%s has controls of at least 32 px where fingers point, none smaller than its text',
    async (address, shown) => {
      const { page } = await site.open({ width: 390, height: 844, hasTouch: true })
      await page.goto(address)
      await page.locator(shown).first().waitFor()
      const unfold = page.locator('.unfold')
      if (await unfold.isVisible()) await unfold.click()
      const controls = await page.locator('button, select, input, .button').evaluateAll((elements) =>
        elements.map((element) => ({
          text: element.textContent,
          isLarge: element.getBoundingClientRect().height >= 32,
          isCut: element.scrollHeight > element.clientHeight + 1,
        })),
      )
      expect(controls.length).toBeGreaterThan(5)
      expect(controls.filter(({ isLarge, isCut }) => !isLarge || isCut)).toEqual([])
    },
  )

  it('the details of an entry, the charges and the account have nothing that axe-core finds', async () => {
    for (const scheme of ['light', 'dark'] as const) {
      const { page, problems } = await site.open({ scheme })
      await page.goto(`/console/runs/${runs.websiteFinished}`)
      await page.locator('.row.tool[data-key]').first().click()
      await page.locator('.json-tree').first().waitFor()
      await page.getByRole('button', { name: 'Cost over time' }).click()
      await page.locator('.charges-table tbody tr').first().waitFor()
      await page.locator('.account summary').click()
      await page.getByRole('button', { name: 'Sign out' }).waitFor()
      expect(await findViolations(page), scheme).toEqual([])
      expect(problems).toEqual([])
      await page.close()
    }
  })

  it('shows administrators the runs of all users, stalled ones first', async () => {
    const { page, problems } = await site.open({ token: await signTokenFor(demoAdmin) })
    await page.goto('/console/usage?days=365&of=all')
    await page.getByRole('heading', { name: 'Payments' }).waitFor()
    expect(await findViolations(page)).toEqual([])
    await page.goto('/console/board')
    await page.locator('.history td').first().or(page.locator('.history th').first()).waitFor()
    await page.locator('.board-card', { hasText: 'maria@ii-agent.example' }).waitFor()
    await page
      .locator('.board-card')
      .first()
      .getByText(/Silent for/)
      .waitFor()
    expect(await findViolations(page)).toEqual([])
    expect(problems).toEqual([])
  })

  it('charts balances of a period with more entries than are listed', async () => {
    const user = people.nora
    await site.database.query(
      `insert into credit_transactions (user_id, transaction_type, credit_type, amount, balance_after, created_at)
       select $1, 'llm_usage', 'regular', -1, 1000 - n, now() - (500 - n) * interval '1 minute' from generate_series(1, 250) n`,
      [user.id],
    )
    const { page, problems } = await site.open({ token: await signTokenFor(user) })
    await page.goto('/console/usage?days=7')
    await page.getByText('After each of its 250 entries.').waitFor()
    await page.getByText('Listed: the newest 100 of 250 entries.').waitFor()
    expect(problems).toEqual([])
  })

  it('charts the balance of each kind of credits, and bars of what was spent', async () => {
    const { page, problems } = await site.open()
    await page.goto('/console/usage?days=365')
    await page.getByRole('img', { name: /^Balance of regular credits over time/ }).waitFor()
    const models = page.locator('.usage-columns section', { hasText: 'By model' }).locator('tbody tr')
    const widths = await models
      .locator('.share-bar')
      .evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect().width))
    const spent = (await models.locator('td:nth-child(2)').allInnerTexts()).map((text) =>
      Number(text.replaceAll(',', '')),
    )
    expect(spent.length).toBeGreaterThan(1)
    const longest = Math.max(...widths)
    const largest = Math.max(...spent)
    for (const [index, width] of widths.entries())
      expect(width / longest).toBeCloseTo((spent[index] ?? 0) / largest, 1)
    expect(problems).toEqual([])
  })

  it('reads the agent’s transcript of a session when it is opened, with the keyboard', async () => {
    const { page, problems } = await site.open()
    await page.goto(`/console/sessions/${sessions.website}`)
    await page.locator('.transcript summary').focus()
    expect(await page.locator('.transcript .message').count()).toBe(0)
    await page.keyboard.press('Enter')
    await page.locator('.transcript .message').first().waitFor()
    expect(await page.locator('.transcript details').count()).toBeGreaterThan(1)
    expect(await findViolations(page)).toEqual([])
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(beyond).toBeLessThanOrEqual(0)
    await page.getByRole('link', { name: 'roastery', exact: true }).click()
    await page.locator('.item-rows li').first().waitFor()
    expect(problems).toEqual([])
  })

  it('saves the ledger of a period as CSV', async () => {
    const { page, problems } = await site.open()
    await page.goto('/console/usage?days=365')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as CSV' }).click(),
    ])
    const lines = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n')
    const shown = await page.getByText(/entries saved/).innerText()
    expect(lines[0]).toMatch(/^time,reason,/)
    expect(lines.length - 1).toBe(Number.parseInt(shown, 10))
    expect(problems).toEqual([])
  })

  it('answers an unknown address, a missing run and another user’s run with the same page', async () => {
    const texts = new Set<string>()
    for (const address of [
      '/console/nowhere',
      '/console/runs/0d9c6a3e-8a4e-4b6e-9d0a-1f5f0f1c2b3a',
      `/console/runs/${runs.maria}`,
      `/console/sessions/${sessions.mariaPrivate}`,
    ]) {
      const { page } = await site.open()
      await page.goto(address)
      await page.getByRole('heading', { name: 'Nothing here' }).waitFor()
      texts.add(await page.locator('main').innerText())
      await page.close()
    }
    expect(texts.size).toBe(1)
  })

  it('asks to sign in, keeps the token in this tab alone, and forgets it on sign-out', async () => {
    const token = await signTokenFor(demoUser)
    const { page, problems } = await site.open({ token: undefined })
    await page.goto(`/console/runs/${runs.websiteFinished}`)
    expect(await findViolations(page)).toEqual([])
    await page.getByLabel('Access token or API key').fill(token)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.locator('.row[data-key]').first().waitFor()
    const kept = await page.evaluate(() => [JSON.stringify({ ...localStorage }), document.cookie])
    expect(kept).toEqual(['{}', ''])
    await page.locator('.account summary').click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByLabel('Access token or API key').waitFor()
    expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain(token)
    await page.reload()
    await page.getByLabel('Access token or API key').waitFor()
    expect(problems).toEqual([])
  })

  it('asks again where the token has expired, says why, and goes on in the same place', async () => {
    const { page } = await site.open({ token: await signTokenFor(demoUser, -1) })
    await page.goto(`/console/sessions/${sessions.website}`)
    await page.getByText('Your access token has expired.').waitFor()
    expect(await findViolations(page)).toEqual([])
    await page.getByLabel('Access token or API key').fill('ii_wrong')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('does not accept this token').waitFor()
    await page.getByLabel('Access token or API key').fill(await signTokenFor(demoUser))
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.locator('.run-rows li').first().waitFor()
    expect(new URL(page.url()).pathname).toBe(`/console/sessions/${sessions.website}`)
  })

  it('can be walked with the keyboard alone: from the list to a run, its rows, their details, and back', async () => {
    const { page } = await site.open()
    await page.goto('/console')
    await page.locator('.run-card').first().waitFor()
    await tabTo(page, '.skip', 60)
    await page.keyboard.press('Enter')
    await tabTo(page, '.run-card', 60)
    await page.keyboard.press('Enter')
    await page.locator('.row[data-key]').first().waitFor()
    await tabTo(page, '.log', 60)
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowDown')
    await page.locator('.details').waitFor()
    const selected = page.locator('.row[aria-selected="true"]')
    await expect.poll(() => selected.count()).toBe(1)
    const active = await page.locator('.log').getAttribute('aria-activedescendant')
    expect(
      await page.evaluate((id) => document.getElementById(id ?? '')?.getAttribute('aria-selected'), active),
    ).toBe('true')
    await page.keyboard.press('Shift+ArrowDown')
    await expect.poll(() => selected.count()).toBe(2)
    const second = await selected.nth(1).getAttribute('data-key')
    await page.waitForURL((url) => url.searchParams.get('at') === second)
    // Two frames later, whatever the address changed is shown.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    expect(await selected.count()).toBe(2)
    await page.keyboard.press('Control+c')
    expect((await page.evaluate(() => navigator.clipboard.readText())).split('\n')).toHaveLength(2)
    await page.keyboard.press('Escape')
    await page.locator('.details').waitFor({ state: 'detached' })
    await page.goBack()
    await page.locator('.session-rows li').first().waitFor()
  })

  it('replays a run from its first entry to its last', async () => {
    const { page, problems } = await site.open()
    await page.goto(`/console/runs/${runs.websiteFinished}/replay`)
    const slider = page.getByRole('slider', { name: 'Position' })
    await slider.waitFor()
    const all = Number(/of (\d+)$/.exec(await page.locator('.replay-time').innerText())?.[1])
    const before = await page.locator('.row[data-key]').count()
    expect(before).toBeLessThan(all)
    await page.getByLabel('Speed').selectOption('60')
    await page.getByRole('button', { name: 'Play' }).click()
    await page.getByText(`${all} of ${all}`).waitFor()
    await page.getByRole('button', { name: 'Play' }).waitFor()
    await slider.focus()
    const shown = { Home: before, ArrowRight: before + 1, ArrowLeft: before }
    for (const [key, count] of Object.entries(shown)) {
      await page.keyboard.press(key)
      await page.getByText(new RegExp(`${count} of ${all}$`)).waitFor()
    }
    expect(problems).toEqual([])
  })

  it('opens a linked entry again, selected', async () => {
    const { page } = await site.open()
    await page.goto(`/console/runs/${runs.websiteFinished}`)
    const row = page.locator('.row.tool[data-key]').nth(3)
    const key = await row.getAttribute('data-key')
    await row.click()
    await page.waitForURL(/at=/)
    await page.goto(page.url())
    await page.locator(`.row[data-key="${key}"][aria-selected="true"]`).waitFor()
  })

  it('keeps what it has while the gateway is away, says so, and goes on by itself', async () => {
    const { page } = await site.open()
    await page.goto('/console/sessions')
    await page.locator('.session-rows li').first().waitFor()
    await page.context().setOffline(true)
    await page.getByLabel('Order').selectOption('NAME')
    await page.getByText('The gateway cannot be reached.').waitFor()
    await page.context().setOffline(false)
    await page.locator('.session-rows li').first().waitFor()
    await page.getByText('The gateway cannot be reached.').waitFor({ state: 'detached' })
  })
})
