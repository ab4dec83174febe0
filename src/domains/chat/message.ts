import { builder } from '../../schema/builder.ts'
import { openEnum } from '../../schema/open-enum.ts'
import { one } from '../../schema/relations.ts'

const ChatRole = openEnum('ChatRole', 'Who speaks.', {
  user: 'The person.',
  assistant: 'The model.',
  tool: 'A tool that the model called.',
  system: 'The platform.',
})

builder.prismaNode('ChatMessage', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id', { description: 'The uuid in the database.' }),
    role: t.field({ type: ChatRole.ref, select: { role: true }, resolve: ({ role }) => ChatRole.of(role) }),
    roleText: t.exposeString('role', { description: 'The role as the database has it.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    session: t.field(one('Session', 'sessionId')),
  }),
})
