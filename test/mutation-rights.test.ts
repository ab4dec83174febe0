import { randomUUID } from 'node:crypto'
import { GraphQLError } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { column, keyOf, type Model } from '../src/data/batching/table.ts'
import type { Database } from '../src/data/database.ts'
import { people } from '../src/demo/identities.ts'
import { testDatabases } from './support/database.ts'
import { buildSampleInput, listOwnKeys, listPlacesOfIds, mutations } from './support/mutations.ts'
import { checksums, viewers, type Writer, writerOf } from './support/writes.ts'

/** For users on their own rows and for admins on all: the tests of their domains say so. */
const alsoForAdmins: ReadonlySet<string> = new Set(['cancelRun', 'releaseSubdomain'])

type Owner = 'demo' | 'maria' | 'missing'

// Every mutation of the schema, with an input made from its rules: a new one is walked without a word here.
describe.each(testDatabases)('who may change what, on $kind', ({ open }) => {
  let database: Database
  let before: Record<string, string>
  let nobody: Writer
  let deactivated: Writer
  let maria: Writer
  let admin: Writer
  const keys = new Map<string, string>()

  beforeAll(async () => {
    database = await open('seeded')
    nobody = writerOf(database, null)
    // Whatever the token or the memory of a moment ago may say.
    deactivated = writerOf(database, { ...people.kenji, isAdmin: true })
    maria = writerOf(database, viewers.maria)
    admin = writerOf(database, viewers.admin)
    const models = new Set(mutations.flatMap((mutation) => [...listPlacesOfIds(mutation).values()]))
    for (const model of models) {
      for (const owner of ['demo', 'maria', 'missing'] as const) {
        keys.set(`${owner} ${model}`, await keyFor(model, owner))
      }
    }
    before = await checksums(database)
  })
  afterAll(() => database.close())

  /** Where the demo has no row that this user may change, or for nobody, the key of a row that is missing. */
  async function keyFor(model: Model, owner: Owner): Promise<string> {
    const [own] = owner === 'missing' ? [] : await listOwnKeys(database, model, viewers[owner], 1)
    return own ?? (column(model, keyOf(model)).type === 'uuid' ? randomUUID() : '999999999')
  }

  const inputOf = (mutation: string, ownerAt: (place: string) => Owner) =>
    buildSampleInput(mutation, (model, place) => keys.get(`${ownerAt(place)} ${model}`) ?? '')

  /** The answer, or the code of the error that came instead. */
  const answerTo = (writer: Writer, mutation: string, input: object) =>
    writer.write(mutation, input).catch((error: unknown) => {
      if (error instanceof GraphQLError) return { __typename: error.extensions.code }
      throw error
    })

  describe.each(mutations)('%s', (mutation) => {
    it('returns null without a viewer and for a deactivated user', async () => {
      const input = inputOf(mutation, () => 'demo')
      for (const writer of [nobody, deactivated]) {
        expect(await answerTo(writer, mutation, input)).toEqual({ __typename: 'UNAUTHENTICATED' })
      }
      expect(await checksums(database)).toEqual(before)
    })

    const places = [...listPlacesOfIds(mutation).keys()]

    // Without an id in the input, there is nothing of another's to name.
    it.runIf(places.length > 0)(
      'takes another user’s row for a missing one, wherever its id stands',
      async () => {
        for (const place of places) {
          const beside = (owner: Owner) => inputOf(mutation, (other) => (other === place ? owner : 'maria'))
          const answer = await answerTo(maria, mutation, beside('demo'))
          expect(await checksums(database), place).toEqual(before)
          expect(answer, place).toEqual(await answerTo(maria, mutation, beside('missing')))
          expect(await checksums(database), place).toEqual(before)
        }
      },
    )

    it.runIf(places.length > 0 && !alsoForAdmins.has(mutation))(
      'lets an admin change other people’s rows only where it is for admins',
      async () => {
        const input = inputOf(mutation, () => 'demo')
        const { __typename } = await answerTo(maria, mutation, input)
        if (__typename === 'FORBIDDEN') return
        await answerTo(admin, mutation, input)
        expect(await checksums(database)).toEqual(before)
      },
    )
  })

  it('would be noticed: a row that changes changes the checksums', async () => {
    const id = keys.get('maria UserAsset')
    expect((await maria.write('renameAsset', { id, fileName: 'x' })).__typename).toBe('RenameAssetSuccess')
    const { user_assets, ...others } = await checksums(database)
    expect(user_assets).not.toBe(before.user_assets)
    expect({ ...others, user_assets: before.user_assets }).toEqual(before)
  })
})
