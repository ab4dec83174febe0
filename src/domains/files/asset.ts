import { condition, never } from '../../data/batching/condition.ts'
import { contains } from '../../data/batching/conditions.ts'
import { orderBy } from '../../data/batching/order.ts'
import { ref } from '../../data/batching/table.ts'
import { builder } from '../../schema/builder.ts'
import { defineFilter, defineOrders } from '../../schema/list-args.ts'
import { toModelKey } from '../../schema/nodes.ts'
import { openEnum } from '../../schema/open-enum.ts'
import { openField } from '../../schema/open-field.ts'
import { relatedConnection, relation } from '../../schema/relations.ts'

const AssetType = openEnum('AssetType', 'The type of the file.', {
  image: 'A picture.',
  video: 'A film.',
  audio: 'Sound.',
  document: 'A text, a table, a PDF.',
  code: 'A program’s source.',
  other: 'Anything else.',
})

const AssetSource = openEnum('AssetSource', 'Where a file came from.', {
  user_upload: 'Its owner uploaded it.',
  generated: 'The agent made it.',
  system: 'The platform put it there.',
})

const UploadStatus = openEnum('UploadStatus', 'The status of a file’s upload.', {
  pending: 'The upload is not complete yet.',
  complete: 'The file was uploaded.',
  failed: 'The upload failed.',
})

const sessionsOfAsset = relatedConnection('Session', {
  by: 'assetId',
  link: { model: 'SessionAsset', to: 'sessionId' },
  description: 'The sessions that use the file, newest first; for its owner only.',
})

builder.prismaNode('UserAsset', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    fileName: t.exposeString('fileName'),
    contentType: t.exposeString('contentType', { nullable: true }),
    fileSize: t.expose('fileSize', { type: 'BigInt', nullable: true }),
    assetType: t.field(openField(AssetType, 'assetType', 'The type of the file.')),
    assetTypeText: t.exposeString('assetType', {
      description: 'The type of the asset as stored, also if the enum does not list it.',
    }),
    source: t.field(openField(AssetSource, 'source', 'How the file was created.')),
    sourceText: t.exposeString('source', {
      description: 'The source of the asset as stored, also if the enum does not list it.',
    }),
    uploadStatus: t.field(openField(UploadStatus, 'uploadStatus', 'Whether the upload is complete.')),
    uploadStatusText: t.exposeString('uploadStatus', {
      description: 'The status of the asset as stored, also if the enum does not list it.',
    }),
    isPublic: t.exposeBoolean('isPublic'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    user: t.field(relation('User', 'userId', { description: 'The owner; null for everyone else.' })),
    sessions: t.field({
      ...sessionsOfAsset,
      select: { id: true, userId: true },
      // Viewers of one public session must not find others through shared files.
      resolve: ({ id, userId }, args, context, info) => {
        const { viewer } = context
        const isOwner = viewer?.isAdmin || viewer?.id === userId
        return sessionsOfAsset.resolve({ id: isOwner ? id : null }, args, context, info)
      },
    }),
  }),
})

const ofSession = (id: string) => {
  const session = toModelKey('Session', id)
  if (!session) return never
  return condition(
    [session],
    (row, [p]) => `exists (select from session_assets used
where used.asset_id = ${ref(row, 'UserAsset', 'id')} and used.session_id = ${p}::uuid)`,
  )
}

const narrowing = {
  types: {
    type: [AssetType.ref],
    description: 'Only files of any of these types.',
    where: AssetType.where('UserAsset', 'assetType'),
  },
  sources: {
    type: [AssetSource.ref],
    description: 'Only files from any of these sources.',
    where: AssetSource.where('UserAsset', 'source'),
  },
  uploadStatuses: {
    type: [UploadStatus.ref],
    description:
      'Only files whose upload has any of these statuses; COMPLETE leaves out files without bytes.',
    where: UploadStatus.where('UserAsset', 'uploadStatus'),
  },
  name: {
    type: 'String',
    description: 'The file’s name contains this, in upper or lower case.',
    where: (text: string) => contains('UserAsset', ['fileName'], text),
  },
} satisfies Parameters<typeof defineFilter>[2]

// A session's files cannot be filtered by another session: viewers of a public one could find out which files
// a private one uses.
const inSession = defineFilter('SessionAssetFilter', 'Restricts a list of the files of a session.', narrowing)

const inLibrary = defineFilter('AssetFilter', 'Restricts a list of files.', {
  ...narrowing,
  session: {
    type: 'ID',
    description: 'Only files that are used in this session: its global id or uuid.',
    where: ofSession,
  },
})

const orders = defineOrders('AssetOrder', 'The order of a list of files.', {
  NEWEST: { description: 'Newest first.', order: orderBy('UserAsset', ['createdAt'], 'desc') },
  OLDEST: { description: 'Oldest first.', order: orderBy('UserAsset', ['createdAt'], 'asc') },
  NAME: { description: 'By name.', order: orderBy('UserAsset', ['fileName'], 'asc') },
  LARGEST: {
    description: 'Largest first; of unknown size last.',
    order: orderBy('UserAsset', ['fileSize'], 'desc'),
  },
  SMALLEST: {
    description: 'Smallest first; of unknown size before them.',
    order: orderBy('UserAsset', ['fileSize'], 'asc'),
  },
})

builder.prismaObjectField('Session', 'assets', (t) =>
  t.field(
    relatedConnection('UserAsset', {
      by: 'sessionId',
      link: { model: 'SessionAsset', to: 'assetId' },
      filter: inSession,
      orders,
      description:
        'Files used in the session; in a public session, those of others only where they are public too.',
    }),
  ),
)

builder.prismaObjectField('User', 'assets', (t) =>
  t.field(
    relatedConnection('UserAsset', {
      by: 'userId',
      filter: inLibrary,
      orders,
      description: 'The media library.',
    }),
  ),
)
