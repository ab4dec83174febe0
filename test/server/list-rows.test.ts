/** MAX_LIST_ROWS: lists without pages. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { limits } from '../../src/config/limits.ts'
import { sessions } from '../../src/demo/identities.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'

const slides = `
insert into slide_contents (session_id, presentation_name, slide_number, slide_content)
select $1, 'Large', n, '<html></html>' from generate_series(1, 2200) n`

const session = `session(id: "${sessions.pictureSlides}")`

type Presentations = {
  session: { presentations: { name: string; slideCount: number; slides: { id: string }[] | null }[] }
}

describe.each(testDatabases)('lists without pages, on $kind', ({ open }) => {
  let gateway: TestGateway
  beforeAll(async () => {
    const database = await open('seeded')
    await database.query(slides, [sessions.pictureSlides])
    gateway = await startGateway(database)
  })
  afterAll(() => gateway.close())

  it('are refused by their cost where they are nested', async () => {
    const { errors } = await gateway.ask(
      `{ ${session} { presentations { slides { session { presentations { slides { id } } } } } } }`,
    )
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: 'cost' })
  })

  it('are an error at their field where they have too many rows, and others are answered', async () => {
    const { data, errors } = await gateway.ask<Presentations>(
      `{ ${session} { presentations { name slideCount slides { id } } } }`,
    )
    const presentations = data?.session.presentations ?? []
    const large = presentations.findIndex(({ name }) => name === 'Large')
    expect(presentations[large]).toMatchObject({ slideCount: 2200, slides: null })
    expect(presentations.filter(({ slides }) => slides === null)).toHaveLength(1)
    expect(presentations.length).toBeGreaterThan(1)
    expect(errors).toHaveLength(1)
    expect(errors?.[0]).toMatchObject({
      path: ['session', 'presentations', large, 'slides'],
      extensions: { code: 'LIMIT_EXCEEDED', limit: 'listRows', bound: limits.listRows.default },
    })
  })

  it('are answered whole up to the bound', async () => {
    const query = `{ ${session} { presentations { name slides { id } } } }`
    const allowing = async (rows: number) => {
      const database = { ...(await open('seeded')) }
      await database.query(slides, [sessions.pictureSlides])
      const other = await startGateway(database, { MAX_LIST_ROWS: String(rows) })
      const { data } = await other.ask<Presentations>(query)
      await other.close()
      return data?.session.presentations.find(({ name }) => name === 'Large')?.slides?.length
    }
    expect(await allowing(2200)).toBe(2200)
    expect(await allowing(2199)).toBeUndefined()
  })
})
