import type { GraphQLResolveInfo } from 'graphql'
import { defineComputedColumn } from '../../data/batching/computed.ts'
import { builder, type RowOf } from '../../schema/builder.ts'
import { derivedFrom, optionalColumns } from '../../schema/computed.ts'
import type { Context } from '../../schema/context.ts'
import { asBoolean, asDateTime, asObject } from '../../schema/json-readers.ts'
import { toModelKey } from '../../schema/nodes.ts'
import { openField, openFieldOrNull } from '../../schema/open-field.ts'
import { connection, readRow } from '../../schema/relations.ts'
import { requiredColumns } from '../../schema/selection.ts'
import { BillingCycle, SubscriptionPlan } from '../billing/values.ts'
import { UserFilter, UserOrder } from './user-list.ts'
import { LoginProvider, UserRole } from './values.ts'

defineComputedColumn('User', 'purging', optionalColumns(['is_purging', 'is_purging_set_at']))

builder.prismaNode('User', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    email: t.exposeString('email'),
    firstName: t.exposeString('firstName', { nullable: true }),
    lastName: t.exposeString('lastName', { nullable: true }),
    displayName: t.string({
      description: 'First and last name, or the part of the e-mail address before the @ where there is none.',
      select: { firstName: true, lastName: true, email: true },
      resolve: ({ firstName, lastName, email }) =>
        [firstName, lastName].filter(Boolean).join(' ') || (email.split('@')[0] ?? email),
    }),
    avatar: t.exposeString('avatar', { nullable: true }),
    organization: t.exposeString('organization', { nullable: true }),
    language: t.exposeString('language'),
    role: t.field(openField(UserRole, 'role', 'Whether the user is an admin.')),
    roleText: t.exposeString('role'),
    isActive: t.exposeBoolean('isActive'),
    emailVerified: t.exposeBoolean('emailVerified'),
    loginProvider: t.field(
      openFieldOrNull(LoginProvider, 'loginProvider', 'How the account was created; null for old accounts.'),
    ),
    loginProviderText: t.exposeString('loginProvider', { nullable: true }),
    isPurging: t.boolean({
      nullable: true,
      description:
        'Whether everything of the account is being erased: nothing can be changed meanwhile. Null where the platform has no such column.',
      ...derivedFrom(['purging'], ({ purging }) => asBoolean(asObject(purging)?.is_purging)),
    }),
    purgingSince: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the erasure of the account began; null while there is none.',
      ...derivedFrom(['purging'], ({ purging }) => asDateTime(asObject(purging)?.is_purging_set_at)),
    }),
    lastLoginAt: t.expose('lastLoginAt', { type: 'DateTime', nullable: true }),
    subscriptionPlan: t.field({
      type: SubscriptionPlan.ref,
      description: 'The plan; FREE for accounts that never subscribed.',
      select: { subscriptionPlan: true },
      resolve: ({ subscriptionPlan }) => SubscriptionPlan.of(subscriptionPlan ?? 'free'),
    }),
    subscriptionPlanText: t.exposeString('subscriptionPlan', { nullable: true }),
    subscriptionStatus: t.exposeString('subscriptionStatus', { nullable: true }),
    subscriptionBillingCycle: t.field(
      openFieldOrNull(
        BillingCycle,
        'subscriptionBillingCycle',
        'The interval at which the subscription is paid.',
      ),
    ),
    subscriptionBillingCycleText: t.exposeString('subscriptionBillingCycle', { nullable: true }),
    subscriptionCurrentPeriodEnd: t.expose('subscriptionCurrentPeriodEnd', {
      type: 'DateTime',
      nullable: true,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
  }),
})

/**
 * Reads the signed-in user, with a statement only if columns besides the id are selected: that the user exists was found by
 * authentication, and each list below checks its own rows.
 */
function readViewer(context: Context, info: GraphQLResolveInfo) {
  const id = context.viewer?.id
  const isIdEnough = requiredColumns(info, 'User').every((column) => column === 'id')
  return id !== undefined && isIdEnough ? ({ id } as RowOf<'User'>) : readRow(context, info, 'User', 'id', id)
}

builder.queryFields((t) => ({
  viewer: t.field({
    type: 'User',
    nullable: true,
    description: 'The signed-in user, by the token or key of the request; null without one.',
    resolve: (_root, _args, context, info) => readViewer(context, info),
  }),
  user: t.field({
    type: 'User',
    nullable: true,
    description: 'A user by id, for admins.',
    authScopes: { admin: true },
    args: { id: t.arg.id({ required: true, description: 'The global id or uuid of the user.' }) },
    resolve: (_root, { id }, context, info) =>
      readRow(context, info, 'User', 'id', toModelKey('User', String(id))),
  }),
  users: t.field({
    ...connection('User', {
      filter: UserFilter,
      orders: UserOrder,
      description: 'All users, deactivated ones included, for admins.',
    }),
    authScopes: { admin: true },
  }),
}))
