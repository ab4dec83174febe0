import { isNotNull, isNull } from '../../data/batching/conditions.ts'
import { builder } from '../../schema/builder.ts'
import { defineFilter } from '../../schema/list-args.ts'
import { maskedText } from '../../schema/masked-text.ts'
import { connection, relation } from '../../schema/relations.ts'
import { ofUser } from './user-filter.ts'

builder.prismaNode('PurgeDeadLetter', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    provider: t.exposeString('provider', { nullable: true }),
    resourceKind: t.exposeString('resourceKind', { nullable: true }),
    resourceId: t.field(
      maskedText('resourceId', 'The id of the resource at the service, credentials hidden.'),
    ),
    errorMessage: t.field(maskedText('errorMessage', 'Why it could not be removed, credentials hidden.')),
    createdAt: t.expose('createdAt', { type: 'DateTime', nullable: true }),
    resolvedAt: t.expose('resolvedAt', { type: 'DateTime', nullable: true }),
    resolvedBy: t.exposeString('resolvedBy', { nullable: true }),
    resolvedNote: t.field(maskedText('resolvedNote', 'A note about the resolution; null while it is open.')),
    user: t.field(relation('User', 'userId')),
    session: t.field(
      relation('Session', 'sessionId', { description: 'Null once the session is deleted or erased.' }),
    ),
  }),
})

builder.queryFields((t) => ({
  purgeDeadLetters: t.field({
    ...connection('PurgeDeadLetter', {
      filter: defineFilter('PurgeDeadLetterFilter', 'Which failed removals to list.', {
        resolved: {
          type: 'Boolean',
          description: 'Only removals that are resolved, or only open ones.',
          where: (resolved: boolean) => (resolved ? isNotNull : isNull)('PurgeDeadLetter', 'resolvedAt'),
        },
        userId: ofUser('PurgeDeadLetter'),
      }),
      description:
        'The resources at other services that the platform could not remove while it erased sessions, newest first, for admins; empty on platform versions that do not erase.',
    }),
    authScopes: { admin: true },
  }),
}))
