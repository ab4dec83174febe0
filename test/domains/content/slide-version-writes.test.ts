import { describe, expect, it } from 'vitest'
import { sessions } from '../../../src/demo/identities.ts'
import { uuid } from '../../../src/demo/uuid.ts'
import { renderImageSlide } from '../../../src/domains/content/slide-image.ts'
import { testDatabases } from '../../support/database.ts'
import { setUpWriters, viewers, writerOf } from '../../support/writes.ts'

const deck = 'Pitch in pictures'
const slide = (number: number) => uuid(`slide ${sessions.pictureSlides} ${deck} ${number}`)
const state = (number: number, version: number) => uuid(`slide version ${number} ${version}`)
const selection = `version { databaseId version isCurrent imageUrl editSummary root { databaseId } parent { databaseId } }
slide { databaseId imageUrl slideContent }`

describe.each(testDatabases)('writes of slide versions, on $kind', ({ open }) => {
  const { database, demo } = setUpWriters(open)

  it('reverts to an earlier state as a new one, and shows its picture', async () => {
    const done = await demo.write('revertSlideVersion', { version: state(2, 2) }, selection)
    const imageUrl = 'https://media.ii-agent.example/pitch-2-v2.png'
    expect(done.version).toMatchObject({
      version: 5,
      isCurrent: true,
      imageUrl,
      editSummary: 'Reverted to version 2',
      root: { databaseId: state(2, 1) },
      parent: { databaseId: state(2, 4) },
    })
    expect(done.slide).toMatchObject({ databaseId: slide(2), imageUrl })
  })

  it('adds a first state, which is its own root, and the next ones after it', async () => {
    const imageUrl = 'https://pictures.example/a.png?x=1&y="2"\'<3>'
    const one = await demo.write(
      'addSlideVersion',
      { slide: slide(4), imageUrl: encodeURI(imageUrl) },
      selection,
    )
    const first = one.version as { databaseId: string }
    expect(one.version).toMatchObject({ version: 1, root: { databaseId: first.databaseId }, parent: null })
    expect(one.slide).toMatchObject({ imageUrl: encodeURI(imageUrl) })
    const input = { slide: slide(4), imageUrl: 'https://pictures.example/b.png', editSummary: 'Brighter' }
    const two = await demo.write('addSlideVersion', input, selection)
    expect(two.version).toMatchObject({
      version: 2,
      editSummary: 'Brighter',
      root: { databaseId: first.databaseId },
      parent: { databaseId: first.databaseId },
    })
  })

  it('gives each of many versions made at once a number of its own', async () => {
    const inputs = Array.from({ length: 10 }, (_, i) => ({
      slide: slide(3),
      imageUrl: `https://pictures.example/${i}.png`,
    }))
    const outcomes = await Promise.all(inputs.map((input) => demo.write('addSlideVersion', input, selection)))
    const numbers = outcomes.map(({ version }) => (version as { version: number }).version)
    expect(numbers.toSorted((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
  })

  it('makes one version for one idempotency key', async () => {
    const input = { version: state(1, 1), idempotencyKey: 'back to one' }
    const one = await demo.write('revertSlideVersion', input, 'version { id }')
    expect(await demo.write('revertSlideVersion', input, 'version { id }')).toEqual(one)
  })

  it('knows no slide that is gone, another’s, or no picture', async () => {
    const before = await database.query('select * from slide_versions order by id')
    for (const viewer of [viewers.maria, viewers.admin]) {
      const writer = writerOf(database, viewer)
      const outcomes = [
        await writer.write('revertSlideVersion', { version: state(2, 1) }),
        await writer.write('addSlideVersion', {
          slide: slide(1),
          imageUrl: 'https://pictures.example/x.png',
        }),
      ]
      for (const { __typename } of outcomes) expect(__typename).toBe('NotFoundError')
    }
    const wrong = await demo.write('addSlideVersion', {
      slide: slide(1),
      imageUrl: 'data:image/png;base64,AAAA',
    })
    expect(wrong).toMatchObject({ __typename: 'ValidationError', issues: [{ path: 'imageUrl' }] })
    expect(await database.query('select * from slide_versions order by id')).toEqual(before)
    await database.query('delete from slide_contents where id = $1', [slide(2)])
    expect((await demo.write('revertSlideVersion', { version: state(2, 1) })).__typename).toBe(
      'NotFoundError',
    )
  })
})

describe('a slide that is a picture', () => {
  it('lets neither its title nor its address break out', () => {
    const bad = `"><script>alert('&')</script>`
    const html = renderImageSlide({ title: bad, slideNumber: '3', imageUrl: bad })
    expect(html).not.toContain('<script')
    expect(html).not.toContain(bad)
    const shown = '&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;'
    expect(html).toContain(`data-is-image-slide="true" data-image-url="${shown}"`)
    expect(html).toContain(`<title>${shown}</title>`)
  })
})
