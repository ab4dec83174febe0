import { describe, expect, it } from 'vitest'
import { uuid } from '../../../src/demo/uuid.ts'
import { encodeNodeId } from '../../../src/schema/node-id.ts'
import { testDatabases } from '../../support/database.ts'
import { setUpWriters, viewers, writerOf } from '../../support/writes.ts'

const book = (name: string) => uuid(`storybook ${name}`)
const page = (name: string, number: number) => uuid(`page ${name} ${number}`)
const aPage = 'databaseId pageNumber textContent htmlContent audioLink imageUrl textPercentage imagePrompt'
const selection = `storybook { databaseId version name aspectRatio style { artStyle } generation { status }
root { databaseId } parent { databaseId } pages { ${aPage} } }`

type Page = Record<string, unknown> & { databaseId: string; pageNumber: number }
type Book = Record<string, unknown> & { databaseId: string; version: number; pages: Page[] }

describe.each(testDatabases)('writes of storybooks, on $kind', ({ open }) => {
  const { database, demo } = setUpWriters(open)

  const bookOf = (outcome: object) => (outcome as { storybook: Book }).storybook
  const everything = () =>
    Promise.all(
      ['storybooks', 'storybook_pages', 'storybook_page_links'].map((table) =>
        database.query(`select * from ${table} t order by t::text`),
      ),
    )
  const ids = ({ pages }: Book) => pages.map(({ databaseId }) => databaseId)

  it('renames a version, and no other', async () => {
    const input = { id: book('lighthouse 2'), name: 'Pim <3' }
    const done = await demo.write('renameStorybook', input, selection)
    expect(bookOf(done)).toMatchObject({ databaseId: book('lighthouse 2'), name: 'Pim <3', version: 2 })
    const [root] = await database.query('select name from storybooks where id = $1', [book('lighthouse 1')])
    expect(root).toEqual({ name: 'The lighthouse that was afraid of the dark' })
  })

  it('makes a new version with another text, and shares the other pages', async () => {
    const [before] = await everything()
    const third = await database.query<{ page_id: string }>(
      'select page_id from storybook_page_links where storybook_id = $1',
      [book('lighthouse 3')],
    )
    const input = { storybook: book('lighthouse 3'), page: page('lighthouse-second', 3), text: ' New\ntext ' }
    const made = bookOf(await demo.write('editStorybookPage', { ...input, expectedVersion: '3' }, selection))
    expect(made).toMatchObject({
      version: 4,
      name: 'Pim, the lighthouse',
      aspectRatio: '4:3',
      style: { artStyle: 'watercolour' },
      generation: null,
      root: { databaseId: book('lighthouse 1') },
      parent: { databaseId: book('lighthouse 3') },
    })
    expect(made.pages.map(({ pageNumber }) => pageNumber)).toEqual([1, 2, 3, 4, 5, 6])
    expect(made.pages[2]).toMatchObject({
      textContent: 'New\ntext',
      htmlContent: null,
      audioLink: null,
      imageUrl: 'https://media.ii-agent.example/lighthouse-3.png',
      textPercentage: 30,
      imagePrompt: 'A watercolour of a lighthouse, page 3',
    })
    const shared = third.map(({ page_id }) => page_id).filter((id) => id !== page('lighthouse-second', 3))
    expect(new Set(ids(made).toSpliced(2, 1))).toEqual(new Set(shared))
    const [after] = await everything()
    expect(after?.filter((row) => (row as { id: string }).id !== made.databaseId)).toEqual(before)
  })

  it('keeps HTML to the last character, and the text and voice beside it', async () => {
    const html = '  <section><script>1 < 2 && "3"</script></section>\n'
    const input = { storybook: book('lighthouse 1'), page: page('lighthouse', 2), html }
    const made = bookOf(await demo.write('editStorybookPage', input, selection))
    expect(made.pages[1]).toMatchObject({
      htmlContent: html,
      textContent: 'On a small island stood a lighthouse called Pim.',
      audioLink: 'https://media.ii-agent.example/lighthouse-2.mp3',
    })
    const silent = { storybook: made.databaseId, page: made.pages[1]?.databaseId, text: null, html: null }
    const second = bookOf(await demo.write('editStorybookPage', silent, selection))
    expect(second.pages[1]).toMatchObject({ htmlContent: null, textContent: null, audioLink: null })
  })

  it('puts pages in another order, and shares those that keep their place', async () => {
    const pages = [1, 3, 2, 4, 5, 6].map((number) => page('lighthouse', number))
    const input = {
      storybook: book('lighthouse 1'),
      pages: pages.map((id) => encodeNodeId('StorybookPage', id)),
    }
    const made = bookOf(await demo.write('reorderStorybookPages', input, selection))
    expect(made.pages.map(({ pageNumber }) => pageNumber)).toEqual([1, 2, 3, 4, 5, 6])
    expect(made.pages[1]).toMatchObject({
      imageUrl: 'https://media.ii-agent.example/lighthouse-3.png',
      audioLink: 'https://media.ii-agent.example/lighthouse-3.mp3',
    })
    const shared = [0, 3, 4, 5]
    expect(shared.map((index) => made.pages[index]?.databaseId)).toEqual(shared.map((index) => pages[index]))
    expect(pages).not.toContain(made.pages[1]?.databaseId)
  })

  it('gives each of many versions made at once a number of its own', async () => {
    const [before] = await database.query<{ newest: string }>(
      'select max(version) as newest from storybooks where id = $1 or root_storybook_id = $1',
      [book('lighthouse 1')],
    )
    const sources = ['lighthouse 1', 'lighthouse 2'].flatMap((name) => Array.from({ length: 5 }, () => name))
    const outcomes = await Promise.all(
      sources.map((name, i) => {
        const edited = name === 'lighthouse 1' ? page('lighthouse', 2) : page('lighthouse-second', 2)
        return demo.write(
          'editStorybookPage',
          { storybook: book(name), page: edited, text: `Writer ${i}` },
          'storybook { version }',
        )
      }),
    )
    const numbers = outcomes.map((outcome) => bookOf(outcome).version).toSorted((a, b) => a - b)
    const newest = Number(before?.newest)
    expect(numbers).toEqual(Array.from({ length: 10 }, (_, i) => newest + 1 + i))
  })

  it('does nothing where a newer version is there than the client saw', async () => {
    const before = await everything()
    const input = {
      storybook: book('lighthouse 1'),
      page: page('lighthouse', 2),
      text: 'Late',
      expectedVersion: '3',
    }
    const outcome = await demo.write('editStorybookPage', input)
    expect(outcome).toMatchObject({
      __typename: 'VersionConflictError',
      current: { __typename: 'Storybook' },
    })
    expect(Number(outcome.currentVersion)).toBeGreaterThan(3)
    expect(await everything()).toEqual(before)
  })

  it('makes one version for one idempotency key, also when both come at once', async () => {
    const input = {
      storybook: book('lighthouse 1'),
      page: page('lighthouse', 4),
      text: 'Once',
      idempotencyKey: 'an edit',
    }
    const [one, two] = await Promise.all([
      demo.write('editStorybookPage', input, 'storybook { id }'),
      demo.write('editStorybookPage', input, 'storybook { id }'),
    ])
    expect(one.storybook).toEqual(two.storybook)
    const once = await database.query(`select 1 from storybook_pages where text_content = 'Once'`)
    expect(once).toHaveLength(1)
  })

  it('refuses invalid edits, and leaves nothing half done', async () => {
    const storybook = book('lighthouse 1')
    const pages = [1, 2, 3, 4, 5, 6].map((number) => page('lighthouse', number))
    const before = await everything()
    const edits: [object, string][] = [
      [{ storybook, page: pages[0] }, 'ValidationError'],
      [{ storybook, page: pages[0], text: 'x'.repeat(20_001) }, 'ValidationError'],
      [{ storybook, page: pages[0], text: 'a\u0000' }, 'ValidationError'],
      [{ storybook, page: page('snail', 1), text: 'of another book' }, 'NotFoundError'],
      [{ storybook, page: page('maria', 1), text: 'of another user' }, 'NotFoundError'],
      [{ storybook: book('snail'), page: page('snail', 1), text: 'too early' }, 'NotAllowedError'],
    ]
    for (const [input, error] of edits) {
      expect([input, (await demo.write('editStorybookPage', input)).__typename]).toEqual([input, error])
    }
    const orders: [string[], string][] = [
      [[], 'ValidationError'],
      [pages, 'ValidationError'],
      [pages.slice(1), 'ValidationError'],
      [[...pages, page('snail', 1)], 'NotFoundError'],
      [[...pages.slice(1), page('maria', 1)], 'NotFoundError'],
    ]
    for (const [some, error] of orders) {
      const outcome = await demo.write('reorderStorybookPages', { storybook, pages: some })
      expect(outcome.__typename).toBe(error)
    }
    expect(await everything()).toEqual(before)
  })

  it('is for the owner of the session alone', async () => {
    const before = await everything()
    for (const viewer of [viewers.maria, viewers.admin]) {
      const writer = writerOf(database, viewer)
      const storybook = book('lighthouse 1')
      const outcomes = [
        await writer.write('renameStorybook', { id: storybook, name: 'Mine' }),
        await writer.write('editStorybookPage', { storybook, page: page('lighthouse', 1), text: 'Mine' }),
        await writer.write('reorderStorybookPages', { storybook, pages: [page('lighthouse', 1)] }),
      ]
      for (const { __typename } of outcomes) expect(__typename).toBe('NotFoundError')
    }
    expect(await everything()).toEqual(before)
  })
})
