import { describe, expect, it } from 'vitest'
import { sessions } from '../../../src/demo/identities.ts'
import { uuid } from '../../../src/demo/uuid.ts'
import { encodeNodeId } from '../../../src/schema/node-id.ts'
import { testDatabases } from '../../support/database.ts'
import { setUpWriters } from '../../support/writes.ts'

const missing = '11111111-2222-4333-8444-555555555555'
const aSlide = 'slide { databaseId slideNumber slideTitle slideContent lastTool }'
const html = '<!doctype html><body><script>alert(1)</script> <p title="a & b">&amp; kept\n</p></body>  '

type Row = { id: string; slide_number: string }

describe.each(testDatabases)('writes of slides, on $kind', ({ open }) => {
  const { database, demo, maria, admin } = setUpWriters(open)

  const slides = (session: string, presentation: string) =>
    database.query<Row>(
      `select id, slide_number from slide_contents where session_id = $1 and presentation_name = $2
order by slide_number`,
      [session, presentation],
    )
  const states = (session: string) =>
    database.query<{ id: string; slide_number: string }>(
      'select id, slide_number from slide_versions where session_id = $1 order by id',
      [session],
    )

  it('writes a new slide, and in place of the one of that number, to the last character', async () => {
    const at = { session: sessions.slides, presentation: 'New deck', slideNumber: 2 }
    const made = await demo.write('writeSlide', { ...at, title: 'Two', content: html }, aSlide)
    expect(made.slide).toMatchObject({
      slideNumber: 2,
      slideTitle: 'Two',
      slideContent: html,
      lastTool: 'gateway',
    })
    const again = await demo.write('writeSlide', { ...at, content: '<p>2</p>' }, aSlide)
    const { databaseId } = made.slide as { databaseId: string }
    expect(again.slide).toMatchObject({ databaseId, slideTitle: 'Two', slideContent: '<p>2</p>' })
    const untitled = await demo.write('writeSlide', { ...at, title: null, content: '<p>2</p>' }, aSlide)
    expect(untitled.slide).toMatchObject({ databaseId, slideTitle: null })
    expect(await slides(sessions.slides, 'New deck')).toHaveLength(1)
  })

  it('makes one slide when several write the same at once', async () => {
    const at = { session: sessions.slides, presentation: 'At once', slideNumber: 1 }
    const writes = Array.from({ length: 10 }, (_, i) =>
      demo.write('writeSlide', { ...at, content: `<p>${i}</p>` }),
    )
    for (const { __typename } of await Promise.all(writes)) expect(__typename).toBe('WriteSlideSuccess')
    expect(await slides(sessions.slides, 'At once')).toHaveLength(1)
  })

  it('names every problem at once', async () => {
    const input = {
      session: sessions.slides,
      presentation: '\u0007',
      slideNumber: 0,
      title: 'x'.repeat(201),
      content: 'x'.repeat(500_001),
    }
    const outcome = await demo.write('writeSlide', input)
    expect((outcome.issues as { path: string }[]).map(({ path }) => path)).toEqual([
      'presentation',
      'slideNumber',
      'title',
      'content',
    ])
  })

  it('deletes a slide with its states, and leaves the others their numbers', async () => {
    const [deck, second] = ['Pitch in pictures', uuid(`slide ${sessions.pictureSlides} Pitch in pictures 2`)]
    const before = await states(sessions.pictureSlides)
    const done = await demo.write('deleteSlide', { id: encodeNodeId('SlideContent', second) }, 'deletedId')
    expect(done.deletedId).toBe(encodeNodeId('SlideContent', second))
    const left = await slides(sessions.pictureSlides, deck)
    expect(left.map(({ slide_number }) => slide_number)).toEqual(['1', '3', '4'])
    expect(await states(sessions.pictureSlides)).toEqual(
      before.filter(({ slide_number }) => slide_number !== '2'),
    )
    expect((await demo.write('deleteSlide', { id: second })).__typename).toBe('NotFoundError')
  })

  it('puts slides in another order, numbered from 1, with their states', async () => {
    const deck = 'Pitch in pictures'
    const [first, third, fourth] = (await slides(sessions.pictureSlides, deck)).map(({ id }) => id)
    const before = await states(sessions.pictureSlides)
    const order = [fourth, encodeNodeId('SlideContent', first ?? ''), third]
    const input = { session: sessions.pictureSlides, presentation: deck, slides: order }
    const done = await demo.write(
      'reorderSlides',
      input,
      `session { presentation(name: "${deck}") { slides { databaseId slideNumber } } }`,
    )
    expect(done.session).toMatchObject({
      presentation: {
        slides: [
          { databaseId: fourth, slideNumber: 1 },
          { databaseId: first, slideNumber: 2 },
          { databaseId: third, slideNumber: 3 },
        ],
      },
    })
    const moved: Record<string, string> = { 1: '2', 3: '3' }
    expect(await states(sessions.pictureSlides)).toEqual(
      before.map((state) => ({ ...state, slide_number: moved[state.slide_number] })),
    )
    const board = (await slides(sessions.slides, 'Board deck Q3')).map(({ id }) => id)
    const orders = [board.toReversed(), board, board.toReversed(), [...board.slice(1), board[0]]]
    const outcomes = await Promise.all(
      orders.map((slides) =>
        demo.write('reorderSlides', { session: sessions.slides, presentation: 'Board deck Q3', slides }),
      ),
    )
    for (const { __typename } of outcomes) expect(__typename).toBe('ReorderSlidesSuccess')
    const numbers = (await slides(sessions.slides, 'Board deck Q3')).map(({ slide_number }) =>
      Number(slide_number),
    )
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  it('reorders nothing but all slides of the presentation', async () => {
    const ids = (await slides(sessions.slides, 'Appendix')).map(({ id }) => id)
    const stranger = (await slides(sessions.mariaPrivate, 'Moving')).map(({ id }) => id)
    const before = await database.query('select * from slide_contents order by id')
    const wrong: [unknown[], string][] = [
      [[], 'ValidationError'],
      [ids.slice(1), 'ValidationError'],
      [Array.from({ length: 10_000 }, () => ids[0]), 'ValidationError'],
      [[...ids, ...stranger], 'NotFoundError'],
      [[...ids.slice(1), missing], 'NotFoundError'],
      [[...ids.slice(1), 'no id'], 'NotFoundError'],
    ]
    for (const [slides, error] of wrong) {
      const input = { session: sessions.slides, presentation: 'Appendix', slides }
      expect((await demo.write('reorderSlides', input)).__typename).toBe(error)
    }
    expect(await database.query('select * from slide_contents order by id')).toEqual(before)
  })

  it('is for the owner of the session alone', async () => {
    const [own] = await slides(sessions.slides, 'Appendix')
    const before = await database.query('select * from slide_contents order by id')
    for (const writer of [maria, admin]) {
      for (const session of [sessions.slides, sessions.publicReport, missing]) {
        const at = { session, presentation: 'Appendix' }
        const outcomes = [
          await writer.write('writeSlide', { ...at, slideNumber: 1, content: 'mine' }),
          await writer.write('reorderSlides', { ...at, slides: [own?.id] }),
          await writer.write('deleteSlide', { id: own?.id }),
        ]
        for (const { __typename } of outcomes) expect(__typename).toBe('NotFoundError')
      }
    }
    const deleted = { session: sessions.deleted, presentation: 'x', slideNumber: 1, content: 'x' }
    expect((await demo.write('writeSlide', deleted)).__typename).toBe('NotFoundError')
    expect(await database.query('select * from slide_contents order by id')).toEqual(before)
  })
})
