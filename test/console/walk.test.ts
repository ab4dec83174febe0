import type { Page, WebSocketRoute } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { demoUser, runs, sessions } from '../../src/demo/identities.ts'
import { uuid } from '../../src/demo/uuid.ts'
import { encodeNodeId } from '../../src/schema/node-id.ts'
import { signTokenFor } from '../support/client.ts'
import { chromiumPath, routeSockets, visit } from './browser.ts'
import { tabTo } from './keyboard.ts'
import { screens } from './screens.ts'
import { setUpDemoConsole } from './set-up.ts'

const press = async (page: Page, selector: string, key = 'Enter') => {
  await tabTo(page, selector)
  await page.keyboard.press(key)
}

/** Screens of the navigation, with their main action by keys alone, and what shows that it worked. */
const walks: readonly (readonly [section: string, act: (page: Page) => Promise<void>, shown: string])[] = [
  ['sessions', (page) => press(page, '.session-name'), '.run-rows li, .message'],
  ['library', (page) => press(page, '.item-name'), '.book-page'],
  [
    'library',
    async (page) => {
      await press(page, '.tabs a[href$="/slides"]')
      await press(page, '.item-name')
      await page.locator('.slide-frame').waitFor()
      await press(page, '.slide-list li:nth-child(2) a')
    },
    '.slide-list li:nth-child(2) a[aria-current]',
  ],
  [
    'library',
    async (page) => {
      await press(page, '.tabs a[href$="/files"]')
      await tabTo(page, 'input[type=search]')
      await page.keyboard.type('lighthouse')
      await page.keyboard.press('Enter')
      await page.getByText('2 in all').waitFor()
      await press(page, '.item-name')
    },
    '.facts',
  ],
  [
    'library',
    async (page) => {
      await press(page, '.tabs a[href$="/projects"]')
      await press(page, '.item-name')
    },
    '#deployments',
  ],
  ['board', (page) => press(page, '.board-card a, a.board-card'), '.row[data-key]'],
  ['usage', (page) => press(page, 'select[aria-label="Period"]', 'ArrowDown'), 'text=Last 90 days'],
]

/** Every kind of screen, by an address that has something to show, and what shows that it came. */
const addresses = [
  ['/console/sessions', '.session-rows li'],
  ['/console/library/storybooks', '.item-rows li'],
  ['/console/library/slides', '.item-rows li'],
  ['/console/library/files', '.item-rows li'],
  ['/console/library/projects', '.item-rows li'],
  ['/console/board', '.board-card'],
  ['/console/usage?days=365', '.sums td'],
  [`/console/runs/${runs.websiteFinished}`, '.row[data-key]'],
  [`/console/runs/${runs.websiteFinished}/replay`, '.slider'],
  [`/console/compare?a=${runs.websiteFinished}`, '.run-choice li'],
  [`/console/compare?a=${runs.websiteFinished}&b=${runs.websiteFailed}`, '.pair'],
  [`/console/library/storybooks/${uuid('storybook lighthouse 3')}?page=2`, '.book-page'],
  [`/console/library/slides/${sessions.slides}?name=Board+deck+Q3&slide=2`, '.slide-frame'],
  [`/console/library/files/${encodeNodeId('UserAsset', uuid('asset logo'))}`, '.facts'],
  [`/console/library/projects/${uuid('project roastery')}`, '.item-rows li'],
] as const

describe.skipIf(!chromiumPath)('every screen', () => {
  const site = setUpDemoConsole()

  it('is reached from the navigation and used with the keyboard alone', async () => {
    const { page, problems } = await site.open()
    for (const [section, act, shown] of walks) {
      await page.goto('/console')
      await page.locator('.session-rows li').first().waitFor()
      await press(page, `header nav a[href$="/${section}"]`)
      await page.waitForURL(new RegExp(`/console/${section}`))
      await page.locator('main h1').waitFor()
      await act(page)
      await page.locator(shown).first().waitFor({ state: 'attached' })
    }
    expect(problems).toEqual([])
  })

  it('signs in with Enter, and closes the menu of the account with Escape, a press elsewhere and Tab', async () => {
    const { page, problems } = await site.open({ token: '' })
    await page.goto('/console')
    await page.locator('textarea:focus').waitFor()
    await page.keyboard.type(await signTokenFor(demoUser))
    await page.keyboard.press('Enter')
    await page.locator('.session-rows li').first().waitFor()
    const menu = page.locator('.account .menu')
    for (const close of [
      () => page.keyboard.press('Escape'),
      () => page.locator('h1').click(),
      () => page.keyboard.press('Shift+Tab'),
    ]) {
      await page.locator('.account summary').focus()
      await page.keyboard.press('Enter')
      await menu.waitFor()
      await close()
      await menu.waitFor({ state: 'hidden' })
    }
    expect(problems).toEqual([])
  })

  it('begins a screen at its top, with the focus before its content', async () => {
    const { page, problems } = await site.open({ height: 400 })
    await page.goto('/console/sessions')
    const name = page.locator('.session-name').nth(20)
    await name.focus()
    expect(await page.locator('main').evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(100)
    await page.keyboard.press('Enter')
    await page.locator('main h1', { hasNotText: 'Sessions' }).waitFor()
    expect(
      await page.locator('main').evaluate((main) => [main === document.activeElement, main.scrollTop]),
    ).toEqual([true, 0])
    expect(problems).toEqual([])
  })

  it('wraps words of any length on a phone', async () => {
    const word = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerk'.repeat(4)
    const lengthen = (answer: string) =>
      answer.replaceAll(
        /"(name|fileName|text|summary|description|slideTitle|label)":"(?:[^"\\]|\\.)*"/g,
        `"$1":"${word}"`,
      )
    const { page } = await site.open({ width: 390, height: 844 })
    await page.route('**/graphql', async (route) => {
      // The gateway may close an idle connection just when it is used again.
      const response = await route.fetch({ maxRetries: 2 })
      await route.fulfill({ response, body: lengthen(await response.text()) })
    })
    await routeSockets(page, (socket) => {
      socket.connectToServer().onMessage((message) => socket.send(lengthen(String(message))))
    })
    await page.goto('/console')
    for (const [address, shown] of addresses) {
      await visit(page, address)
      await page.locator(shown).first().waitFor()
      const beyond = await page.evaluate(() =>
        ['html', 'main'].map((name) => {
          const element = document.querySelector(name)
          return element ? element.scrollWidth - element.clientWidth : 0
        }),
      )
      expect(beyond, address).toEqual([0, 0])
    }
    await page.unrouteAll({ behavior: 'ignoreErrors' })
  })

  it('has whole targets of at least 24 pixels for fingers, but for links in sentences', async () => {
    const { page } = await site.open({ width: 390, height: 844, hasTouch: true })
    for (const [address, shown] of screens) {
      await page.goto(address)
      await page.locator(shown).first().waitFor()
      const small = await page.evaluate(() =>
        [...document.querySelectorAll('a, button, summary, select, input:not(label input)')]
          .filter(
            (target) => target.checkVisibility() && !target.closest('.markdown, .skip, .visually-hidden'),
          )
          .map((target) => [target.getBoundingClientRect().height, target.outerHTML.slice(0, 120)] as const)
          .filter(([height]) => height > 0 && height < 24),
      )
      expect(small, address).toEqual([])
      // What has a box lies within its parent, so not over its neighbours.
      const beyond = await page.evaluate(() =>
        [...document.querySelectorAll('a, button, summary')]
          .filter((target) => {
            const { borderTopWidth, backgroundColor } = getComputedStyle(target)
            return (
              target.checkVisibility() && (borderTopWidth !== '0px' || backgroundColor !== 'rgba(0, 0, 0, 0)')
            )
          })
          .filter((target) => {
            const [box, parent] = [target, target.parentElement ?? target].map((e) =>
              e.getBoundingClientRect(),
            )
            return box && parent && (box.top < parent.top - 1 || box.bottom > parent.bottom + 1)
          })
          .map((target) => target.outerHTML.slice(0, 120)),
      )
      expect(beyond, address).toEqual([])
    }
  })

  describe('visited while the gateway is away', () => {
    let page: Page
    let isAway = false
    const sockets = new Set<WebSocketRoute>()
    beforeAll(async () => {
      page = (await site.open({ isKept: true })).page
      await page.route('**/graphql', (route) => (isAway ? route.abort() : route.continue()))
      await routeSockets(page, (socket) => {
        if (isAway) return socket.close({ code: 1001 })
        socket.connectToServer()
        sockets.add(socket)
      })
      await page.goto('/console')
    })

    it.each(addresses)('%s says so, and comes by itself when it is back', async (address, shown) => {
      isAway = true
      for (const socket of sockets) await socket.close({ code: 1001 })
      sockets.clear()
      await visit(page, address)
      const notice = page.getByText('The gateway cannot be reached.')
      await notice.waitFor()
      isAway = false
      await page.locator(shown).first().waitFor()
      await notice.waitFor({ state: 'detached' })
    })
  })

  it.each(addresses)('%s asks for another token where it is refused, and goes on', async (address, shown) => {
    const { page } = await site.open({ token: 'ii_refused' })
    await page.goto(address)
    await page.getByText('does not accept this token').waitFor()
    await page.getByLabel('Access token or API key').fill(await signTokenFor(demoUser))
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.locator(shown).first().waitFor()
    expect(page.url()).toBe(new URL(address, site.url).href)
  })

  describe('visited while answers are incomplete', () => {
    let page: Page
    beforeAll(async () => {
      page = (await site.open({ isKept: true })).page
      const errors = [{ message: 'A field is out of order.', path: ['viewer'] }]
      await page.route('**/graphql', async (route) => {
        const response = await route.fetch({ maxRetries: 2 })
        const answer = await response.json()
        await route.fulfill({ response, json: { ...answer, errors } })
      })
      await routeSockets(page, (socket) => {
        socket.connectToServer().onMessage((message) => {
          const { payload, ...rest } = JSON.parse(String(message))
          const isState = rest.type === 'next' && !payload.data?.runLog
          socket.send(JSON.stringify({ ...rest, payload: isState ? { ...payload, errors } : payload }))
        })
      })
      await page.goto('/console')
    })

    it.each(addresses)('%s shows the part that came, with what did not', async (address, shown) => {
      await visit(page, address)
      await page.getByText('Not everything could be loaded: A field is out of order.').first().waitFor()
      await page.locator(shown).first().waitFor()
    })
  })
})
