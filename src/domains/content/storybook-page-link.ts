import { builder } from '../../schema/builder.ts'
import { one } from '../../schema/relations.ts'

builder.prismaObject('StorybookPageLink', {
  select: {},
  fields: (t) => ({
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    storybook: t.field(one('Storybook', 'storybookId')),
    page: t.field(one('StorybookPage', 'pageId', { description: 'The page that came into the book.' })),
  }),
})
