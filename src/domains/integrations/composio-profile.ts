import { equals } from '../../data/batching/conditions.ts'
import { orderBy } from '../../data/batching/order.ts'
import { builder } from '../../schema/builder.ts'
import { filterOf } from '../../schema/choice.ts'
import { textsOf } from '../../schema/json-shape.ts'
import { openField } from '../../schema/open-field.ts'
import { many, one } from '../../schema/relations.ts'
import { ComposioStatus } from './values.ts'

builder.prismaNode('ComposioProfile', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id', { description: 'The uuid in the database.' }),
    profileName: t.exposeString('profileName'),
    toolkitSlug: t.exposeString('toolkitSlug'),
    toolkitName: t.exposeString('toolkitName'),
    status: t.field(openField(ComposioStatus, 'status', 'Whether it can be used.')),
    statusText: t.exposeString('status'),
    isDefault: t.exposeBoolean('isDefault'),
    enabledTools: t.stringList({
      description: 'Names of the actions the agent may use.',
      select: { enabledTools: true },
      resolve: ({ enabledTools }) => textsOf(enabledTools),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    user: t.field(one('User', 'userId')),
  }),
})

builder.prismaObjectFields('User', (t) => ({
  composioProfiles: t.field(
    many('ComposioProfile', {
      by: 'userId',
      order: orderBy('ComposioProfile', ['createdAt'], 'desc'),
      filter: filterOf('ComposioProfileFilter', 'Which profiles to list.', {
        toolkitSlug: {
          type: 'String',
          description: 'Those for one service, such as `gmail`.',
          where: (slug: string) => equals('ComposioProfile', 'toolkitSlug', slug),
        },
        status: { type: [ComposioStatus.ref], where: ComposioStatus.where('ComposioProfile', 'status') },
      }),
      description: 'Services that the user connected through Composio, newest first.',
    }),
  ),
}))
