import { builder } from '../../schema/builder.ts'
import { relatedConnection, relation } from '../../schema/relations.ts'

builder.prismaNode('ChatProviderContainer', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    provider: t.exposeString('provider'),
    name: t.exposeString('name', {
      nullable: true,
      description: 'The container’s name at the provider; null if it has none.',
    }),
    status: t.exposeString('status', { nullable: true }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', nullable: true }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    session: t.field(relation('Session', 'sessionId')),
  }),
})

builder.prismaNode('ChatProviderFile', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    provider: t.exposeString('provider'),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', nullable: true }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    session: t.field(relation('Session', 'sessionId')),
    file: t.field(
      relation('UserAsset', 'fileId', { description: 'The file itself; null if it was deleted.' }),
    ),
  }),
})

builder.prismaNode('ChatProviderVectorStore', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    provider: t.exposeString('provider'),
    version: t.expose('version', { type: 'BigInt' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', nullable: true }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    user: t.field(relation('User', 'userId')),
  }),
})

builder.prismaObjectFields('Session', (t) => ({
  providerContainers: t.field(
    relatedConnection('ChatProviderContainer', {
      by: 'sessionId',
      description:
        'Machines at providers in which models run code for the chat, newest first; for the owner.',
    }),
  ),
  providerFiles: t.field(
    relatedConnection('ChatProviderFile', {
      by: 'sessionId',
      description: 'Copies of files at models’ providers, newest first; for the owner.',
    }),
  ),
}))

builder.prismaObjectField('UserAsset', 'providerFiles', (t) =>
  t.field(
    relatedConnection('ChatProviderFile', {
      by: 'fileId',
      description: 'Copies of the file at models’ providers, newest first; for the owner of the chat.',
    }),
  ),
)

builder.prismaObjectField('User', 'vectorStores', (t) =>
  t.field(
    relatedConnection('ChatProviderVectorStore', {
      by: 'userId',
      description: 'Search indexes over the user’s files at models’ providers, newest first.',
    }),
  ),
)
