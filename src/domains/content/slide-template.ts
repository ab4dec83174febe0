import { contains } from '../../data/batching/conditions.ts'
import { builder } from '../../schema/builder.ts'
import { inTurns } from '../../schema/in-turns.ts'
import { asStrings } from '../../schema/json-readers.ts'
import { defineFilter } from '../../schema/list-args.ts'
import { connection } from '../../schema/relations.ts'

builder.prismaNode('SlideTemplate', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    name: t.exposeString('slideTemplateName'),
    images: t.stringList({
      description: 'Addresses of preview pictures.',
      select: { slideTemplateImages: true },
      resolve: inTurns(({ slideTemplateImages }) => asStrings(slideTemplateImages)),
    }),
    slideContent: t.exposeString('slideContent'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', nullable: true }),
  }),
})

const filter = defineFilter('SlideTemplateFilter', 'Restricts a list of slide templates.', {
  search: {
    type: 'String',
    description: 'The name contains this, in upper or lower case.',
    where: (text: string) => contains('SlideTemplate', ['slideTemplateName'], text),
  },
})

builder.queryField('slideTemplates', (t) =>
  t.field({
    ...connection('SlideTemplate', {
      filter,
      description: 'Designs that new presentations can start from, newest first. Requires sign-in.',
    }),
    authScopes: { signedIn: true },
  }),
)
