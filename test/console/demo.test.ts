import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it, vi } from 'vitest'
import { runs, sessions } from '../../src/demo/identities.ts'
import { startCommand } from '../cli/process.ts'
import { chromiumPath } from './browser.ts'
import { type ConsoleServer, setUpConsole } from './set-up.ts'

/** `SCREENSHOTS=docs/console` keeps pictures of the screens, as they are on the demo. */
const folder = process.env.SCREENSHOTS

/** `npm start` as it is, in a process and a folder of its own. */
async function startDemo(): Promise<ConsoleServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gateway-console-'))
  const gateway = startCommand(['start'], { DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1' })
  const [, port] = await gateway.writes(/127\.0\.0\.1:(\d+)/)
  const url = `http://127.0.0.1:${port}/`
  await vi.waitUntil(async () => (await fetch(`${url}health/ready`)).ok, { timeout: 60_000 })
  return {
    url,
    async close() {
      gateway.child.kill('SIGTERM')
      await gateway.finished
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

describe.skipIf(!chromiumPath)('the console on the demo', () => {
  const site = setUpConsole(startDemo)

  it('is signed in, and shows a run as it works after one click', async () => {
    const { page, problems } = await site.open({ token: undefined })
    await page.goto('/')
    await page.locator('.run-card', { hasText: 'Running' }).first().click()
    const rows = page.locator('.row[data-key]')
    await rows.first().waitFor()
    const before = await rows.count()
    await expect.poll(() => rows.count(), { timeout: 30_000 }).toBeGreaterThan(before + 1)
    expect(problems).toEqual([])
  })

  it('switches to the administrator and back', async () => {
    const { page, problems } = await site.open({ token: undefined })
    await page.goto('/console/sessions')
    const account = page.locator('.account summary')
    const names: string[] = []
    for (const button of ['Continue as the administrator', 'Continue as the demo user']) {
      await account.filter({ hasNotText: 'Account' }).click()
      names.push(await account.innerText())
      await page.getByRole('button', { name: button }).click()
      await expect.poll(() => account.innerText()).not.toBeOneOf(['Account', names.at(-1)])
    }
    expect(await account.innerText()).toBe(names[0])
    expect(names[1]).not.toBe(names[0])
    expect(problems).toEqual([])
  })

  it('opens a screen’s operation in GraphiQL, with its variables', async () => {
    const { page } = await site.open({ token: undefined })
    await page.goto('/console/sessions?name=coffee')
    await page.locator('.session-rows li').first().waitFor()
    const [graphiql] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('link', { name: 'Query' }).click(),
    ])
    await graphiql.locator('.graphiql-query-editor', { hasText: 'ConsoleSessions' }).waitFor()
    expect(new URL(graphiql.url()).searchParams.get('query')).toMatch(
      /^query ConsoleSessions[\s\S]*\n}\nfragment /,
    )
    await graphiql.locator('.graphiql-editor-tool', { hasText: 'coffee' }).waitFor()
    await graphiql.getByRole('link', { name: 'Console' }).click()
    await graphiql.locator('.session-rows li').first().waitFor()
    expect(graphiql.url()).toBe(page.url())
  })

  it.skipIf(!folder)('is pictured', async () => {
    const run = async (page: Page) => {
      await page.goto('/console')
      await page.locator('.run-card', { hasText: 'Running' }).first().click()
      await page.locator('.row[data-key]').nth(8).waitFor()
    }
    const screens: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
      sessions: async (page) => {
        await page.goto('/console/sessions')
        await page.locator('.run-card').first().waitFor()
      },
      run,
      waterfall: async (page) => {
        await run(page)
        await page.getByRole('button', { name: 'Waterfall' }).click()
        await page.locator('.row.tool[data-key]').first().click()
        await page.locator('.json-tree').first().waitFor()
      },
      board: async (page) => {
        await page.goto('/console/board')
        await page.locator('.board-card').first().waitFor()
      },
      session: async (page) => {
        await page.goto(`/console/sessions/${sessions.council}`)
        await page.locator('.council').first().waitFor()
      },
      usage: async (page) => {
        await page.goto('/console/usage?days=90')
        await page.locator('.sums td').first().waitFor()
      },
      slides: async (page) => {
        await page.goto(`/console/library/slides/${sessions.slides}?name=Board+deck+Q3&slide=2`)
        await page.frameLocator('.slide-frame').frameLocator('iframe').getByRole('heading').waitFor()
      },
      files: async (page) => {
        await page.goto('/console/library/files')
        await page.locator('.item-rows li').first().waitFor()
      },
      replay: async (page) => {
        await page.goto(`/console/runs/${runs.websiteFinished}/replay`)
        await page.getByRole('slider', { name: 'Position' }).fill('30000')
        await page.locator('.row[data-key]').nth(12).waitFor()
      },
      compare: async (page) => {
        await page.goto(`/console/compare?a=${runs.publicReport}&b=${runs.websiteFinished}`)
        await page.locator('.pair').first().waitFor()
      },
    }
    const devices = [
      { device: 'desktop', width: 1440, height: 900, scheme: 'light' },
      { device: 'phone', width: 390, height: 844, scheme: 'dark' },
    ] as const
    for (const { device, ...options } of devices) {
      const { page } = await site.open({ token: undefined, ...options })
      for (const [name, open] of Object.entries(screens)) {
        await open(page)
        await page.waitForTimeout(500)
        await page.screenshot({ path: `${folder}/${name}-${device}.png` })
      }
      await page.close()
    }
  })
})
