import { builder } from '../../schema/builder.ts'
import { wholeNumber } from '../../schema/whole-number.ts'

builder.prismaNode('StorybookPage', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id', { description: 'The uuid in the database.' }),
    pageNumber: t.field(wholeNumber('pageNumber', 'From 1, the cover.')),
    textContent: t.exposeString('textContent', { nullable: true }),
    imageUrl: t.exposeString('imageUrl', { nullable: true }),
  }),
})
