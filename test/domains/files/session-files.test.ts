import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../../src/data/database.ts'
import { sessions } from '../../../src/demo/identities.ts'
import { createAsk, strangerViewer } from '../../support/create-ask.ts'
import { testDatabases } from '../../support/database.ts'

describe.each(testDatabases)('on $kind', ({ open }) => {
  let database: Database
  beforeAll(async () => {
    database = await open('seeded')
  })
  afterAll(() => database.close())

  test('the files of a public session do not tell which private sessions use them', async () => {
    await database.query(
      `insert into session_assets (session_id, asset_id) select $1, l.asset_id from session_assets l
join user_assets a on a.id = l.asset_id and a.is_public where l.session_id = $2 on conflict do nothing`,
      [sessions.website, sessions.publicReport],
    )
    const find = async (session: string) => {
      const { data, errors } = await createAsk(database)(
        strangerViewer,
        `{ session(id: "${sessions.publicReport}") { assets(filter: { session: "${session}" }) { totalCount } } }`,
      )
      return { data, codes: errors?.map(({ message }) => message) }
    }
    expect(await find(sessions.website)).toEqual(await find(crypto.randomUUID()))
  })
})
