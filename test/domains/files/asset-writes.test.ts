import { describe, expect, it } from 'vitest'
import { sessions } from '../../../src/demo/identities.ts'
import { uuid } from '../../../src/demo/uuid.ts'
import { encodeNodeId } from '../../../src/schema/node-id.ts'
import { testDatabases } from '../../support/database.ts'
import { setUpWriters } from '../../support/writes.ts'

const [chart, trailer, logo, marias] = [
  'asset chart',
  'asset trailer',
  'asset logo',
  'asset maria public',
].map(uuid)

describe.each(testDatabases)('writes of files, on $kind', ({ open }) => {
  const { database, demo, maria } = setUpWriters(open)

  const asset = async (id: string | undefined) =>
    (await database.query<Record<string, unknown>>('select * from user_assets where id = $1', [id]))[0]
  const links = (sessionId: string, assetId: string | undefined) =>
    database.query('select 1 from session_assets where session_id = $1 and asset_id = $2', [
      sessionId,
      assetId,
    ])

  it('links an own file to an own session once, and unlinks it', async () => {
    const pair = { sessionId: sessions.council, assetId: trailer }
    await Promise.all([1, 2, 3].map(() => demo.write('linkAsset', pair)))
    expect(await links(sessions.council, trailer)).toHaveLength(1)
    const fields = 'session { databaseId } asset { databaseId }'
    for (const _ of [1, 2]) {
      const outcome = await demo.write('unlinkAsset', pair, fields)
      expect(outcome).toMatchObject({
        session: { databaseId: sessions.council },
        asset: { databaseId: trailer },
      })
    }
    expect(await links(sessions.council, trailer)).toEqual([])
  })

  it('links nothing that is foreign, on either side', async () => {
    const pairs = [
      { sessionId: sessions.council, assetId: marias },
      { sessionId: sessions.mariaPublic, assetId: chart },
      { sessionId: sessions.deleted, assetId: chart },
      { sessionId: sessions.mariaPublic, assetId: marias },
      { sessionId: sessions.council, assetId: 'nonsense' },
    ]
    for (const pair of pairs) {
      expect((await demo.write('linkAsset', pair)).__typename).toBe('NotFoundError')
      expect((await demo.write('unlinkAsset', pair)).__typename).toBe('NotFoundError')
    }
    expect(await links(sessions.mariaPublic, marias)).toHaveLength(1)
    expect(await links(sessions.council, marias)).toEqual([])
  })

  it('renames within the limits of the column', async () => {
    const outcome = await demo.write(
      'renameAsset',
      { id: chart, fileName: 'ünï <b>.png' },
      'asset { fileName }',
    )
    expect(outcome.asset).toEqual({ fileName: 'ünï <b>.png' })
    for (const fileName of ['', 'x'.repeat(501), 'a\nb', 'a\u0000b']) {
      const wrong = await demo.write('renameAsset', { id: chart, fileName })
      expect(wrong).toMatchObject({ __typename: 'ValidationError', issues: [{ path: 'fileName' }] })
    }
    const longest = '🍞'.repeat(250)
    expect((await demo.write('renameAsset', { id: chart, fileName: longest })).__typename).toBe(
      'RenameAssetSuccess',
    )
    expect((await asset(chart))?.file_name).toBe(longest)
  })

  it('makes public and private, and leaves the rest of the row', async () => {
    const before = await asset(chart)
    await demo.write('setAssetPublic', { id: chart, public: true })
    expect(await asset(chart)).toMatchObject({ ...before, is_public: true, updated_at: expect.any(String) })
    await demo.write('setAssetPublic', { id: chart, public: false })
    expect((await asset(chart))?.is_public).toBe(false)
  })

  it('deletes a file and its links', async () => {
    const outcome = await demo.write('deleteAsset', { id: logo }, 'deletedId')
    expect(outcome.deletedId).toBe(encodeNodeId('UserAsset', logo ?? ''))
    expect(await asset(logo)).toBeUndefined()
    expect(await links(sessions.website, logo)).toEqual([])
    expect((await demo.write('deleteAsset', { id: logo })).__typename).toBe('NotFoundError')
  })

  it('is for the owner alone, even of a public file in a public session', async () => {
    const before = await asset(marias)
    const writes = { renameAsset: { fileName: 'x' }, setAssetPublic: { public: false }, deleteAsset: {} }
    for (const [name, more] of Object.entries(writes)) {
      expect((await demo.write(name, { id: marias, ...more })).__typename).toBe('NotFoundError')
    }
    expect((await maria.write('deleteAsset', { id: chart })).__typename).toBe('NotFoundError')
    expect(await asset(marias)).toEqual(before)
  })
})
