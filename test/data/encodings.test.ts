/** Databases in another encoding than UTF-8, as old clusters have them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrate } from '../../src/data/migrations.ts'
import { openPostgres } from '../../src/data/postgres.ts'
import { people } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import { postgresOnly } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'
import { administer, databaseUrl } from '../support/templates.ts'
import { poolOptions } from './databases.ts'

const session = '11111111-1111-4111-8111-111111111111'
const id = Buffer.from(`Session:${session}`).toString('base64url')
const filtered = `query ($word: String!) { viewer {
  sessions(first: 5, filter: { nameContains: $word }) { nodes { name } } } }`
const rename = `mutation ($input: RenameSessionInput!) { renameSession(input: $input) {
  __typename ... on RenameSessionSuccess { session { name } } } }`

describe.each(postgresOnly())('a database in LATIN1', ({ create }) => {
  let gateway: TestGateway
  let remove = async () => {}
  let token = ''

  beforeAll(async () => {
    const { config, remove: removeFirst } = await create('empty')
    const server = config.databaseUrl ?? ''
    const name = `${new URL(server).pathname.slice(1)}_latin1`
    await administer(
      server,
      `create database ${name} encoding 'LATIN1' lc_collate 'C' lc_ctype 'C' template template0`,
    )
    const database = openPostgres(poolOptions(databaseUrl(server, name)))
    await migrate(database)
    await database.script(`insert into users (id, email, first_name, role, is_active)
        values ('${people.demo.id}', '${people.demo.email}', 'Jörg', 'user', true);
      insert into sessions (id, user_id, name, status) values ('${session}', '${people.demo.id}', 'Größe ÿ', 'active')`)
    gateway = await startGateway(database)
    token = await signTokenFor(people.demo)
    remove = async () => {
      await gateway.close()
      await administer(server, `drop database ${name} with (force)`)
      await removeFirst()
    }
  })
  afterAll(() => remove())

  it('is read, filtered and written with its letters', async () => {
    const { data } = await gateway.ask('{ viewer { firstName } }', { token })
    expect(data).toEqual({ viewer: { firstName: 'Jörg' } })
    const found = await gateway.ask(filtered, { token, variables: { word: 'größe' } })
    expect(found.data).toEqual({ viewer: { sessions: { nodes: [{ name: 'Größe ÿ' }] } } })
    const renamed = await gateway.ask(rename, { token, variables: { input: { id, name: 'Größe ß' } } })
    expect(renamed.data).toEqual({
      renameSession: { __typename: 'RenameSessionSuccess', session: { name: 'Größe ß' } },
    })
  })

  it.each(['ễ', '😀', '€', '中文'])(
    'refuses %s as a fault of the client, in filters and writes',
    async (word) => {
      const refusal = {
        message: 'A text has a character that the encoding of the database lacks.',
        extensions: { code: 'BAD_USER_INPUT' },
      }
      const read = await gateway.ask(filtered, { token, variables: { word } })
      expect(read.errors).toEqual([expect.objectContaining({ ...refusal, path: ['viewer', 'sessions'] })])
      const written = await gateway.ask(rename, { token, variables: { input: { id, name: word } } })
      expect(written.errors).toEqual([expect.objectContaining({ ...refusal, path: ['renameSession'] })])
    },
  )
})
