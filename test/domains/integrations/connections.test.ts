import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/data/database.ts'
import { people } from '../../../src/demo/identities.ts'
import { createAsk, demoViewer } from '../../support/create-ask.ts'
import { testDatabases } from '../../support/database.ts'

const source = '{ viewer { connectors { type isConnected isTokenExpired hasRefreshToken } } }'

describe.each(testDatabases)('connections to other services, on $kind', ({ open }) => {
  let database: Database

  beforeAll(async () => {
    database = await open('seeded')
  })
  afterAll(() => database.close())

  it.each([
    ['no end', null, null, {}, true, false],
    ['a later end', '1 hour', null, {}, true, false],
    ['an end that has passed', '-1 hour', null, {}, false, true],
    ['a refresh token', '-1 hour', 'r', {}, true, true],
    ['the installation of a GitHub App', '-1 hour', null, { installation_id: 42 }, true, true],
    ['an app that is not installed', '-1 hour', null, { app_type: 'github_app_not_installed' }, false, true],
    ['no installation', '-1 hour', null, { installation_id: null }, false, true],
  ])(
    'knows whether a token with %s works',
    async (_, expiry, refreshToken, metadata, isConnected, isTokenExpired) => {
      await database.query(
        `update connectors set token_expiry = now() + $1::interval, refresh_token = $2, metadata = $3
where user_id = $4 and connector_type = 'github'`,
        [expiry, refreshToken, JSON.stringify(metadata), people.demo.id],
      )
      const { data } = await createAsk(database)<{ viewer: { connectors: object[] } }>(demoViewer, source)
      expect(data?.viewer.connectors).toContainEqual({
        type: 'GITHUB',
        isConnected,
        isTokenExpired,
        hasRefreshToken: refreshToken !== null,
      })
    },
  )
})
