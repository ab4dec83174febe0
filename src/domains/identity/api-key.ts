import { ref } from '../../data/batching/table.ts'
import { builder } from '../../schema/builder.ts'
import { computed } from '../../schema/computed.ts'
import { relatedConnection, relation } from '../../schema/relations.ts'

builder.prismaNode('ApiKey', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    hint: t.string({
      description:
        'The last four characters of the key, to tell keys apart. The key itself is never shown again.',
      ...computed(
        'ApiKey',
        'hint',
        (row) => `right(${ref(row, 'ApiKey', 'apiKey')}, 4)`,
        (value) => String(value),
      ),
    }),
    isActive: t.exposeBoolean('isActive'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    user: t.field(relation('User', 'userId')),
  }),
})

builder.prismaObjectFields('User', (t) => ({
  apiKeys: t.field(
    relatedConnection('ApiKey', {
      by: 'userId',
      description: 'Keys for programs that act as this user, deactivated ones included, newest first.',
    }),
  ),
}))
