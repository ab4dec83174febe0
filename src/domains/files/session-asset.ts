import { builder } from '../../schema/builder.ts'
import { relatedConnection, relation } from '../../schema/relations.ts'

builder.prismaNode('SessionAsset', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'When the file was added to the session.',
    }),
    session: t.field(relation('Session', 'sessionId')),
    asset: t.field(relation('UserAsset', 'assetId')),
  }),
})

builder.prismaObjectField('Session', 'assetLinks', (t) =>
  t.field(
    relatedConnection('SessionAsset', {
      by: 'sessionId',
      description:
        'The links between the session and its files, newest first; for the files themselves, see `assets`.',
    }),
  ),
)
