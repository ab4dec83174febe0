import { z } from 'zod'
import { ownRows } from '../../auth/rules.ts'
import { all } from '../../data/batching/condition.ts'
import { equals } from '../../data/batching/conditions.ts'
import { deleteRows, insertRow } from '../../data/write.ts'
import { idInput, inputField, singleLine } from '../../schema/inputs.ts'
import { mutation } from '../../schema/mutation.ts'
import { encodeNodeId } from '../../schema/node-id.ts'
import { lockRow } from '../../schema/own-rows.ts'
import type { Write } from '../../schema/write.ts'
import { NotFoundError } from '../../schema/write-errors.ts'

const noun = 'file'

type Pair = { readonly sessionId: string; readonly assetId: string }

/** Locks both, which must be the viewer's own, until the link is created or deleted. */
async function holdBoth({ input, ...write }: Write<Pair>): Promise<void> {
  await lockRow(write, 'Session', input.sessionId, { noun: 'session' })
  await lockRow(write, 'UserAsset', input.assetId, { noun })
}

const link = {
  input: {
    sessionId: idInput('Session', 'A session of your own.'),
    assetId: idInput('UserAsset', 'A file of your own.'),
  },
  payload: { session: 'Session', asset: 'UserAsset' },
  errors: ['NotFoundError'],
  transaction: true,
} as const

mutation('linkAsset', {
  ...link,
  description: 'Adds one of your files to one of your sessions; no error if it is there already.',
  resolve: async (write) => {
    await holdBoth(write)
    await insertRow(write.sql, 'SessionAsset', write.input, 'do nothing')
    return { session: write.input.sessionId, asset: write.input.assetId }
  },
})

mutation('unlinkAsset', {
  ...link,
  description:
    'Removes a file from a session; no error if the session does not use it. The file itself is kept.',
  resolve: async (write) => {
    const { sessionId, assetId } = write.input
    await holdBoth(write)
    const link = [equals('SessionAsset', 'sessionId', sessionId), equals('SessionAsset', 'assetId', assetId)]
    await deleteRows(write.sql, 'SessionAsset', all(link))
    return { session: sessionId, asset: assetId }
  },
})

mutation('renameAsset', {
  description: 'Renames a file.',
  input: {
    id: idInput('UserAsset'),
    fileName: inputField('String', singleLine(500), 'The new name, with its ending.'),
  },
  payload: { asset: 'UserAsset' },
  errors: ['NotFoundError'],
  update: ({ id, fileName }) => ({ noun, key: id, set: { fileName } }),
})

mutation('setAssetPublic', {
  description: 'Makes a file visible to viewers of the public sessions that use it, or hides it from them.',
  input: {
    id: idInput('UserAsset'),
    public: inputField(
      'Boolean',
      z.boolean(),
      'Whether viewers of public sessions that use the file may see it.',
    ),
  },
  payload: { asset: 'UserAsset' },
  errors: ['NotFoundError'],
  update: ({ id, public: isPublic }) => ({ noun, key: id, set: { isPublic } }),
})

mutation('deleteAsset', {
  description: 'Deletes a file from the library and from every session. The platform removes its bytes.',
  input: { id: idInput('UserAsset') },
  returns: { deletedId: { type: 'ID', description: 'The global id, for a cache to forget.' } },
  errors: ['NotFoundError'],
  resolve: async ({ input: { id }, sql, viewer }) => {
    const own = all([equals('UserAsset', 'id', id), ownRows('UserAsset', viewer)])
    const [gone] = await deleteRows(sql, 'UserAsset', own)
    if (!gone) throw new NotFoundError(noun)
    return { deletedId: encodeNodeId('UserAsset', id) }
  },
})
