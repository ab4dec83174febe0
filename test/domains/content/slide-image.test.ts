import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/data/database.ts'
import { sessions } from '../../../src/demo/identities.ts'
import { createAsk, demoViewer } from '../../support/create-ask.ts'
import { testDatabases } from '../../support/database.ts'

const source = `query ($session: ID!) { session(id: $session) {
  presentation(name: "Pictures") { slides { imageUrl } }
} }`
const meta = '<meta name="slide-type" content="image">'

describe.each(testDatabases)('pictures of slides, on $kind', ({ open }) => {
  let database: Database

  beforeAll(async () => {
    database = await open('seeded')
  })
  afterAll(() => database.close())

  it.each([
    [
      '<body data-is-image-slide="true" data-image-url="https://a.example/?x=1&amp;y=2">',
      'https://a.example/?x=1&y=2',
    ],
    [`${meta}<img src="https://b.example/b.png" alt="b">`, 'https://b.example/b.png'],
    [
      `<meta\n  name="slide-type"  content="image" /><p></p><img class="c" src="https://c.example/c.png">`,
      'https://c.example/c.png',
    ],
    [
      `${meta}<body data-is-image-slide="true" data-image-url="https://d.example/1"><img src="https://d.example/2">`,
      'https://d.example/1',
    ],
    [
      `${meta}<body data-is-image-slide="true" data-image-url=""><img src="https://e.example/e.png">`,
      'https://e.example/e.png',
    ],
    ['<h1>Margin</h1><img src="https://f.example/f.png">', null],
    ['<body data-image-url="https://g.example/g.png">', null],
    [meta, null],
    ['', null],
  ])('finds the picture of %j', async (html, imageUrl) => {
    await database.query(
      `insert into slide_contents (session_id, presentation_name, slide_number, slide_content)
values ($1, 'Pictures', 1, $2)
on conflict (session_id, presentation_name, slide_number) do update set slide_content = excluded.slide_content`,
      [sessions.slides, html],
    )
    const { data, errors } = await createAsk(database)(demoViewer, source, { session: sessions.slides })
    expect(errors).toBeUndefined()
    expect(data).toEqual({ session: { presentation: { slides: [{ imageUrl }] } } })
  })
})
