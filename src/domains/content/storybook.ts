import { orderBy } from '../../data/batching/order.ts'
import { builder } from '../../schema/builder.ts'
import { allOf, one } from '../../schema/relations.ts'

builder.prismaNode('Storybook', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id', { description: 'The uuid in the database.' }),
    name: t.exposeString('name'),
    version: t.expose('version', { type: 'BigInt' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    session: t.field(one('Session', 'sessionId')),
    pages: t.field(
      allOf('StorybookPage', {
        by: 'storybookId',
        link: { model: 'StorybookPageLink', to: 'pageId' },
        order: orderBy('StorybookPage', ['pageNumber'], 'asc'),
        description: 'The pages in the order of their numbers.',
      }),
    ),
  }),
})
