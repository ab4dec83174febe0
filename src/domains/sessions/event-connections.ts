import { all } from '../../data/batching/condition.ts'
import { builder } from '../../schema/builder.ts'
import { getConnectionType, planPage, readPlanned } from '../../schema/connection.ts'
import { type ListArgs, listArgs } from '../../schema/list-args.ts'
import { relatedConnection } from '../../schema/relations.ts'
import {
  AnyEventFilter,
  EventFilter,
  EventOrder,
  hasIndexedCondition,
  limitToLastWeek,
  newestFirst,
  readNewestPage,
} from './event-list.ts'

builder.prismaObjectField('Session', 'events', (t) =>
  t.field(
    relatedConnection('ApplicationEvent', {
      by: 'sessionId',
      filter: EventFilter,
      description: 'The events of the session, oldest first: the transcript of the agent’s work.',
    }),
  ),
)

builder.prismaObjectField('User', 'events', (t) =>
  t.field(
    relatedConnection('ApplicationEvent', {
      by: 'userId',
      filter: EventFilter,
      order: newestFirst,
      description: 'The events of the account, and those of its sessions that name the user, newest first.',
    }),
  ),
)

const anyEvent = listArgs('ApplicationEvent', { filter: AnyEventFilter, orders: EventOrder })

builder.queryField('events', (t) =>
  t.field({
    type: getConnectionType('ApplicationEvent'),
    description:
      'Events of all users, for admins; of the last seven days unless the filter names groups, a session, a user, a run or `createdFrom`.',
    authScopes: { admin: true },
    args: anyEvent.args,
    resolve: (_root, args: ListArgs, context, info) => {
      const { where, order } = anyEvent.toList(args)
      const list = { model: 'ApplicationEvent' as const, where: all([where, limitToLastWeek(args.filter)]) }
      const plan = planPage(context, info, args, list, order)
      const startsNewest = order.descending !== plan.part.fromEnd
      return startsNewest && !hasIndexedCondition(args.filter) ? readNewestPage(plan) : readPlanned(plan)
    },
  }),
)
