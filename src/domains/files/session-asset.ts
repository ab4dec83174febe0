import { builder } from '../../schema/builder.ts'
import { relatedConnection, relation } from '../../schema/relations.ts'

builder.prismaNode('SessionAsset', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the file was put to use.' }),
    session: t.field(relation('Session', 'sessionId')),
    asset: t.field(relation('UserAsset', 'assetId')),
  }),
})

builder.prismaObjectField('Session', 'assetLinks', (t) =>
  t.field(
    relatedConnection('SessionAsset', {
      by: 'sessionId',
      description:
        'Which files were put to use when, newest first; for the files themselves, ask for `assets`.',
    }),
  ),
)
