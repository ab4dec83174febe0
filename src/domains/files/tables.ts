import { all, any, condition, never } from '../../data/batching/condition.ts'
import { equals, flag } from '../../data/batching/conditions.ts'
import { ref, table } from '../../data/batching/table.ts'
import { inside, liveSession, parentExists } from '../../tables/access-rule.ts'
import { newestFirst, type TableDeclarations } from '../../tables/declaration.ts'

const linkedToPublicSession = condition([], (row) => {
  const session = all([flag('Session', 'isPublic', true), liveSession]).text('shared', [])
  const on = `${ref('shared', 'Session', 'id')} = ${ref('link', 'SessionAsset', 'sessionId')}`
  return `exists (select from ${table('SessionAsset').name} link join ${table('Session').name} shared on ${on}
where ${ref('link', 'SessionAsset', 'assetId')} = ${ref(row, 'UserAsset', 'id')} and ${session})`
})

/** The tables of uploaded and generated files. */
export const fileTables = {
  UserAsset: {
    access: {
      rows: (viewer) =>
        any([
          viewer ? equals('UserAsset', 'userId', viewer.id) : never,
          all([flag('UserAsset', 'isPublic', true), linkedToPublicSession]),
        ]),
    },
    noun: 'asset',
    unique: { user_assets_storage_path_key: { unreachable: 'the path of a file is never written' } },
    writes: ['UPDATE', 'DELETE'],
    watchedBy: ['id', 'userId'],
  },
  SessionAsset: {
    // The use of a private file in a public session is private too.
    access: inside('Session', 'sessionId', (_viewer, { visibleRows }) =>
      parentExists('SessionAsset', 'assetId', 'UserAsset', visibleRows('UserAsset')),
    ),
    unique: { uq_session_asset: { unreachable: 'an insert does nothing on conflict' } },
    writes: ['INSERT', 'DELETE'],
    watchedBy: ['assetId', 'sessionId'],
    order: newestFirst,
  },
} satisfies TableDeclarations
