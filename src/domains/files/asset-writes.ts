import { z } from 'zod'
import { ownRows } from '../../auth/rules.ts'
import { all } from '../../data/batching/condition.ts'
import { equals } from '../../data/batching/conditions.ts'
import { deleteRows, insertRow } from '../../data/write.ts'
import { holdRow } from '../../schema/change.ts'
import { field, idOf, line } from '../../schema/inputs.ts'
import { mutation, type Write } from '../../schema/mutation.ts'
import { encodeNodeId } from '../../schema/node-id.ts'
import { NotFoundError } from '../../schema/write-errors.ts'

const what = 'file'

type Pair = { readonly sessionId: string; readonly assetId: string }

/** Both must be the viewer's own, and stay there until the link is made or gone. */
async function holdBoth({ input, ...write }: Write<Pair>): Promise<void> {
  await holdRow(write, 'Session', input.sessionId, { what: 'session' })
  await holdRow(write, 'UserAsset', input.assetId, { what })
}

const link = {
  input: {
    sessionId: idOf('Session', 'A session of your own.'),
    assetId: idOf('UserAsset', 'A file of your own.'),
  },
  changed: { session: 'Session', asset: 'UserAsset' },
  errors: ['NotFoundError'],
  transaction: true,
} as const

mutation('linkAsset', {
  ...link,
  description: 'Adds a file of yours to a session of yours; no error where it is there already.',
  write: async (write) => {
    await holdBoth(write)
    await insertRow(write.sql, 'SessionAsset', write.input, 'do nothing')
    return { session: write.input.sessionId, asset: write.input.assetId }
  },
})

mutation('unlinkAsset', {
  ...link,
  description: 'Takes a file out of a session; no error where it is not there. The file itself stays.',
  write: async (write) => {
    const { sessionId, assetId } = write.input
    await holdBoth(write)
    const link = [equals('SessionAsset', 'sessionId', sessionId), equals('SessionAsset', 'assetId', assetId)]
    await deleteRows(write.sql, 'SessionAsset', all(link))
    return { session: sessionId, asset: assetId }
  },
})

mutation('renameAsset', {
  description: 'Gives a file another name to show.',
  input: { id: idOf('UserAsset'), fileName: field('String', line(500), 'The new name, with its ending.') },
  changed: { asset: 'UserAsset' },
  errors: ['NotFoundError'],
  change: ({ id, fileName }) => ({ what, key: id, set: { fileName } }),
})

mutation('setAssetPublic', {
  description: 'Shows a file to whoever sees a public session that it is in, or hides it from them.',
  input: {
    id: idOf('UserAsset'),
    public: field('Boolean', z.boolean(), 'True shows it to whoever sees a public session that uses it.'),
  },
  changed: { asset: 'UserAsset' },
  errors: ['NotFoundError'],
  change: ({ id, public: isPublic }) => ({ what, key: id, set: { isPublic } }),
})

mutation('deleteAsset', {
  description:
    'Deletes a file from the library and from every session. Its bytes are the platform’s to remove.',
  input: { id: idOf('UserAsset') },
  returns: { deletedId: { type: 'ID', description: 'The global id, for a cache to forget.' } },
  errors: ['NotFoundError'],
  write: async ({ input: { id }, sql, viewer }) => {
    const own = all([equals('UserAsset', 'id', id), ownRows('UserAsset', viewer)])
    const [gone] = await deleteRows(sql, 'UserAsset', own)
    if (!gone) throw new NotFoundError(what)
    return { deletedId: encodeNodeId('UserAsset', id) }
  },
})
