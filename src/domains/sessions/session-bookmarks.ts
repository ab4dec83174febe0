import { equals } from '../../data/batching/conditions.ts'
import { builder } from '../../schema/builder.ts'
import { relatedConnection, relation } from '../../schema/relations.ts'
import { ofLiveSession } from './session-list.ts'

builder.prismaNode('SessionPin', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was pinned.' }),
    user: t.field(relation('User', 'userId')),
    session: t.field(relation('Session', 'sessionId')),
  }),
})

builder.prismaNode('SessionWishlist', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it became a favourite.' }),
    user: t.field(relation('User', 'userId')),
    session: t.field(relation('Session', 'sessionId')),
  }),
})

builder.prismaObjectFields('User', (t) => ({
  pins: t.field(
    relatedConnection('SessionPin', {
      by: 'userId',
      where: ofLiveSession,
      reads: [{ model: 'Session', by: 'userId' }],
      description: 'Sessions pinned to the top of the list, last pinned first.',
    }),
  ),
  wishlist: t.field(
    relatedConnection('SessionWishlist', {
      by: 'userId',
      where: ofLiveSession,
      reads: [{ model: 'Session', by: 'userId' }],
      description: 'Favourites, newest first.',
    }),
  ),
}))

builder.prismaObjectFields('Session', (t) => ({
  isPinned: t.boolean({
    description: 'Whether you pinned the session.',
    select: { id: true },
    resolve: async ({ id }, _args, { viewer, loaders }) =>
      viewer !== null &&
      (await loaders.count(
        { model: 'SessionPin', by: 'sessionId', where: equals('SessionPin', 'userId', viewer.id) },
        id,
      )) > 0,
  }),
  isWishlisted: t.boolean({
    description: 'Whether the session is one of your favourites.',
    select: { id: true },
    resolve: async ({ id }, _args, { viewer, loaders }) =>
      viewer !== null &&
      (await loaders.count(
        { model: 'SessionWishlist', by: 'sessionId', where: equals('SessionWishlist', 'userId', viewer.id) },
        id,
      )) > 0,
  }),
}))
