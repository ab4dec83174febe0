import { builder } from '../../schema/builder.ts'
import { relation } from '../../schema/relations.ts'

builder.prismaObject('StorybookPageLink', {
  select: {},
  fields: (t) => ({
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    storybook: t.field(relation('Storybook', 'storybookId')),
    page: t.field(
      relation('StorybookPage', 'pageId', { description: 'The page of the link; null if it was deleted.' }),
    ),
  }),
})
