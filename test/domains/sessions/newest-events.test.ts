import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { people } from '../../../src/demo/identities.ts'
import { signTokenFor } from '../../support/client.ts'
import { testDatabases } from '../../support/database.ts'
import { startGateway, type TestGateway } from '../../support/gateway.ts'
import { type Recorded, recording } from '../../support/recording.ts'

type Answer = {
  readonly events: {
    readonly nodes: readonly { readonly id: string }[]
    readonly pageInfo: {
      readonly startCursor: string
      readonly endCursor: string
      readonly hasNextPage: boolean
    }
  }
}

describe.each(testDatabases)('the newest events of all users, on $kind', ({ open }) => {
  let gateway: TestGateway
  let sent: readonly Recorded[]
  let token: string
  let uuids: readonly string[]
  const statements = () => sent.filter(({ text }) => text.includes('from application_events'))

  beforeAll(async () => {
    const recorded = recording(await open('migrated'))
    sent = recorded.sent
    const { database } = recorded
    await database.query(`insert into users (id, email, role) values ($1, $2, 'admin')`, [
      people.admin.id,
      people.admin.email,
    ])
    // Thirty in the last ten minutes, thirty within two hours, a day and a week each, and some before.
    for (const age of ['1 minute', '1 hour', '20 hours', '3 days', '10 days']) {
      await database.query(
        `insert into application_events (event_type, event_group, created_at)
select case n % 30 when 0 then 'test.rare' else 'test.common' end, 'agent', now() - $1::interval - n * interval '1 second'
from generate_series(1, 30) n`,
        [age],
      )
    }
    const rows = await database.query<{ id: string }>(
      `select id::text from application_events where created_at > now() - interval '7 days' order by created_at desc, id desc`,
    )
    uuids = rows.map(({ id }) => id)
    token = await signTokenFor(people.admin)
    gateway = await startGateway(database)
  })
  beforeEach(() => {
    ;(sent as Recorded[]).length = 0
  })
  afterAll(() => gateway.close())

  async function read(args: string): Promise<Answer['events']> {
    const { data, errors } = await gateway.ask(
      `{ events(${args}) { nodes { id } pageInfo { startCursor endCursor hasNextPage } } }`,
      { token },
    )
    expect(errors).toBeUndefined()
    return (data as Answer).events
  }
  const keysOf = ({ nodes }: Answer['events']) =>
    nodes.map(({ id }) => Buffer.from(id, 'base64url').toString().split(':')[1])

  it('are read from the last ten minutes where these fill the page', async () => {
    expect(keysOf(await read('first: 20'))).toEqual(uuids.slice(0, 20))
    expect(statements()).toHaveLength(1)
  })

  it('are the same page after page, however long ago', async () => {
    let page = await read('first: 25')
    const seen = keysOf(page)
    while (page.pageInfo.hasNextPage) {
      page = await read(`first: 25, after: "${page.pageInfo.endCursor}"`)
      seen.push(...keysOf(page))
    }
    expect(seen).toEqual(uuids)
  })

  it('are found where few of them pass the filter', async () => {
    const { nodes, pageInfo } = await read('first: 3, filter: { types: ["test.rare"] }')
    expect(nodes).toHaveLength(3)
    expect(pageInfo.hasNextPage).toBe(true)
  })

  it('are the last of the oldest first', async () => {
    expect(keysOf(await read('last: 20, orderBy: OLDEST'))).toEqual(uuids.slice(0, 20).toReversed())
    expect(statements()).toHaveLength(1)
  })

  it('are counted in the whole week', async () => {
    const { data } = await gateway.ask('{ events(first: 5) { totalCount } }', { token })
    expect(data).toEqual({ events: { totalCount: 120 } })
  })
})
