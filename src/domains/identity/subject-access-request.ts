import { isNotNull, isNull } from '../../data/batching/conditions.ts'
import { builder } from '../../schema/builder.ts'
import { toInt } from '../../schema/int-from-bigint.ts'
import { defineFilter } from '../../schema/list-args.ts'
import { maskedText } from '../../schema/masked-text.ts'
import { connection, relation } from '../../schema/relations.ts'
import { ofUser } from './user-filter.ts'

builder.prismaObject('SubjectAccessRequest', {
  select: {},
  fields: (t) => ({
    receivedAt: t.expose('receivedAt', { type: 'DateTime' }),
    verifiedAt: t.expose('verifiedAt', { type: 'DateTime', nullable: true }),
    verificationMethod: t.exposeString('verificationMethod', { nullable: true }),
    requestingAuthority: t.exposeString('requestingAuthority', { nullable: true }),
    scope: t.exposeString('scope', { nullable: true }),
    sessionCountFlagged: t.int({
      nullable: true,
      description: 'The number of sessions that are held for the request; null before they were counted.',
      select: { sessionCountFlagged: true },
      resolve: ({ sessionCountFlagged: count }) => (count === null ? null : toInt(count)),
    }),
    retentionExceptionKind: t.exposeString('retentionExceptionKind', { nullable: true }),
    retentionExceptionDetail: t.field(
      maskedText('retentionExceptionDetail', 'Which data are kept and why, credentials hidden.'),
    ),
    closedAt: t.expose('closedAt', { type: 'DateTime', nullable: true }),
    user: t.field(relation('User', 'userId')),
  }),
})

builder.queryFields((t) => ({
  subjectAccessRequests: t.field({
    ...connection('SubjectAccessRequest', {
      filter: defineFilter('SubjectAccessRequestFilter', 'Which requests to list.', {
        open: {
          type: 'Boolean',
          description: 'Only open requests, or only closed ones.',
          where: (open: boolean) => (open ? isNull : isNotNull)('SubjectAccessRequest', 'closedAt'),
        },
        userId: ofUser('SubjectAccessRequest'),
      }),
      description:
        'Requests of people to see or erase the data stored about them, newest first, for admins; empty on platform versions that do not record these.',
    }),
    authScopes: { admin: true },
  }),
}))
