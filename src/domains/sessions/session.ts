import { builder } from '../../schema/builder.ts'
import { toModelKey } from '../../schema/nodes.ts'
import { openField, openFieldOrNull } from '../../schema/open-field.ts'
import { connectionWithDeleted, readRow, relatedConnection, relation } from '../../schema/relations.ts'
import { AnySessionFilter, SessionFilter, SessionOrder } from './session-list.ts'
import { AgentType, SessionKind, SessionStatus } from './values.ts'

builder.prismaNode('Session', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    name: t.exposeString('name', { nullable: true }),
    kind: t.field(openField(SessionKind, 'appKind', 'The kind of session.')),
    kindText: t.exposeString('appKind'),
    agentType: t.field(
      openFieldOrNull(
        AgentType,
        'agentType',
        'The type of agent that works in the session; null until the first request.',
      ),
    ),
    agentTypeText: t.exposeString('agentType', { nullable: true }),
    status: t.field(
      openField(SessionStatus, 'status', 'Whether the session is in use; ACTIVE for nearly all.'),
    ),
    statusText: t.exposeString('status'),
    isPublic: t.exposeBoolean('isPublic'),
    publicUrl: t.exposeString('publicUrl', { nullable: true }),
    apiVersion: t.exposeString('apiVersion'),
    isDeleted: t.exposeBoolean('isDeleted'),
    isOwner: t.boolean({
      description: 'Whether you own the session.',
      select: { userId: true },
      resolve: ({ userId }, _args, { viewer }) => userId === viewer?.id,
    }),
    version: t.expose('version', { type: 'BigInt' }),
    lastMessageAt: t.expose('lastMessageAt', { type: 'DateTime', nullable: true }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    user: t.field(relation('User', 'userId', { description: 'The owner; null for everyone else.' })),
    modelSetting: t.field(
      relation('ModelSetting', 'modelSettingId', {
        description:
          'The model the session runs on; null for the platform’s default, or one you may not see.',
      }),
    ),
    parent: t.field(
      relation('Session', 'parentSessionId', {
        description: 'The session this one was forked from, if you may see it.',
      }),
    ),
    forks: t.field(
      relatedConnection('Session', {
        by: 'parentSessionId',
        description: 'Your sessions that were forked from this one, newest first.',
      }),
    ),
  }),
})

builder.prismaObjectField('User', 'sessions', (t) =>
  t.field(
    relatedConnection('Session', {
      by: 'userId',
      filter: SessionFilter,
      orders: SessionOrder,
      description: 'Sessions of the user that are not deleted.',
    }),
  ),
)

builder.queryFields((t) => ({
  session: t.field({
    type: 'Session',
    nullable: true,
    description: 'A session of your own, or a public one.',
    args: { id: t.arg.id({ required: true, description: 'The global id or uuid of the session.' }) },
    resolve: (_root, { id }, context, info) =>
      readRow(context, info, 'Session', 'id', toModelKey('Session', String(id))),
  }),
  sessions: t.field({
    ...connectionWithDeleted('Session', {
      filter: AnySessionFilter,
      orders: SessionOrder,
      description: 'Sessions of all users, for admins.',
    }),
    authScopes: { admin: true },
  }),
}))
