import { equals } from '../../data/batching/conditions.ts'
import { builder } from '../../schema/builder.ts'
import { inTurns } from '../../schema/in-turns.ts'
import { asStoredList, asStrings } from '../../schema/json-readers.ts'
import { defineFilter } from '../../schema/list-args.ts'
import { openField } from '../../schema/open-field.ts'
import { relatedConnection, relation } from '../../schema/relations.ts'
import { ComposioStatus } from './values.ts'

builder.prismaNode('ComposioProfile', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    profileName: t.exposeString('profileName'),
    toolkitSlug: t.exposeString('toolkitSlug'),
    toolkitName: t.exposeString('toolkitName'),
    status: t.field(openField(ComposioStatus, 'status', 'Whether it can be used.')),
    statusText: t.exposeString('status'),
    isDefault: t.exposeBoolean('isDefault'),
    enabledTools: t.stringList({
      description: 'Names of the actions the agent may use.',
      select: { enabledTools: true },
      resolve: inTurns(({ enabledTools }) => asStrings(asStoredList(enabledTools))),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    user: t.field(relation('User', 'userId')),
  }),
})

builder.prismaObjectFields('User', (t) => ({
  composioProfiles: t.field(
    relatedConnection('ComposioProfile', {
      by: 'userId',
      filter: defineFilter('ComposioProfileFilter', 'Which profiles to list.', {
        toolkitSlug: {
          type: 'String',
          description: 'Only profiles for this service, such as `gmail`.',
          where: (slug: string) => equals('ComposioProfile', 'toolkitSlug', slug),
        },
        status: {
          type: [ComposioStatus.ref],
          description: 'Only profiles with any of these statuses.',
          where: ComposioStatus.where('ComposioProfile', 'status'),
        },
      }),
      description: 'Services that the user connected through Composio, newest first.',
    }),
  ),
}))
