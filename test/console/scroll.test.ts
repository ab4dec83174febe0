import { describe, expect, it } from 'vitest'
import { people } from '../../src/demo/identities.ts'
import { chromiumPath, routeSockets } from './browser.ts'
import { setUpDemoConsole } from './set-up.ts'

describe.skipIf(!chromiumPath)('the place in a list', () => {
  const site = setUpDemoConsole(async (database) => {
    await database.query(
      `with made as (
         insert into sessions (id, user_id, name, status, created_at, last_message_at)
         select gen_random_uuid(), $1, 'A numbered session ' || n, 'active', now() - n * interval '1 minute', now() - n * interval '1 minute'
           from generate_series(1, 40) n
         returning id, name)
       insert into run_tasks (id, session_id, task_type, status)
       select gen_random_uuid(), id, 'agent_run', 'running' from made where name ~ ' (1|2)[0-9]$'`,
      [people.demo.id],
    )
  })

  it('is the same after a reload, though cards of many active runs come above the list later', async () => {
    const { page, problems } = await site.open()
    let release = () => {}
    let held: Promise<void> | undefined
    await routeSockets(page, async (socket) => {
      const server = socket.connectToServer()
      socket.onMessage((message) => server.send(message))
      server.onMessage(async (message) => {
        await held
        socket.send(message)
      })
    })
    await page.goto('/console/sessions')
    const row = page.locator('.session-rows > li', { hasText: 'A numbered session 21' })
    await row.waitFor()
    await expect.poll(() => page.locator('.run-card').count()).toBeGreaterThan(15)
    await page.mouse.move(600, 500)
    await page.mouse.wheel(0, 900)
    const readPlace = async () => [
      await page.locator('#main').evaluate(({ scrollTop }) => scrollTop),
      (await row.boundingBox())?.y,
    ]
    await expect.poll(async () => (await readPlace())[0]).toBe(900)
    const left = await readPlace()
    held = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.reload()
    await row.waitFor()
    expect(await page.locator('.run-card').count()).toBe(0)
    release()
    await expect.poll(() => page.locator('.run-card').count()).toBeGreaterThan(15)
    await expect.poll(readPlace).toEqual(left)
    expect(problems).toEqual([])
  })
})
