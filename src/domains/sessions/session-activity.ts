import { always } from '../../data/batching/condition.ts'
import { noneOf, oneOf } from '../../data/batching/conditions.ts'
import { orderBy } from '../../data/batching/order.ts'
import type { List } from '../../data/batching/rows.ts'
import { builder } from '../../schema/builder.ts'
import { computed } from '../../schema/computed.ts'
import { firstRelated } from '../../schema/relations.ts'
import { activeStatuses, RunStatus } from '../runs/status.ts'
import { describedEvents, newestFirst } from './event-list.ts'

/** The lists of a session that are counted, under the same access rules as when they are listed. */
const counted: Readonly<Record<string, { readonly list: List; readonly description: string }>> = {
  messages: {
    list: { model: 'ChatMessage', by: 'sessionId', where: always },
    description: 'Messages of the chat.',
  },
  events: {
    list: { model: 'ApplicationEvent', by: 'sessionId', where: always },
    description: 'Events that you may see.',
  },
  runs: {
    list: { model: 'RunTask', by: 'sessionId', where: always },
    description: 'Runs of the session; 0 for other viewers than the owner.',
  },
  assets: {
    list: {
      model: 'UserAsset',
      by: 'sessionId',
      link: { model: 'SessionAsset', to: 'assetId' },
      where: always,
    },
    description: 'Files of the session that you may see.',
  },
  slides: {
    list: { model: 'SlideContent', by: 'sessionId', where: always },
    description: 'Slides of all presentations.',
  },
  storybooks: {
    list: { model: 'Storybook', by: 'sessionId', where: always },
    description: 'Storybooks, every version of each.',
  },
  forks: {
    list: { model: 'Session', by: 'parentSessionId', where: always },
    description: 'Forks of the session that are yours.',
  },
}

const SessionCounts = builder.objectRef<{ readonly id: string }>('SessionCounts').implement({
  description: 'The numbers of objects in a session. Each is counted only if selected.',
  fields: (t) =>
    Object.fromEntries(
      Object.entries(counted).map(([name, { list, description }]) => [
        name,
        t.int({ description, resolve: ({ id }, _args, { loaders }) => loaders.count(list, id) }),
      ]),
    ),
})

builder.prismaObjectFields('Session', (t) => ({
  counts: t.field({
    type: SessionCounts,
    description: 'The numbers of objects in the session; each is counted only if selected.',
    select: { id: true },
    resolve: ({ id }) => ({ id }),
  }),
  lastMessage: t.field(
    firstRelated('ChatMessage', {
      by: 'sessionId',
      order: orderBy('ChatMessage', ['createdAt'], 'desc'),
      description: 'The newest message of the chat.',
    }),
  ),
  lastEvent: t.field(
    firstRelated('ApplicationEvent', {
      by: 'sessionId',
      order: newestFirst,
      where: describedEvents,
      description: 'The newest event that is no notice, connection or cost; null if there is none.',
    }),
  ),
  latestRun: t.field(
    firstRelated('RunTask', {
      by: 'sessionId',
      description: 'The newest run; for the owner.',
    }),
  ),
  runStatus: t.field({
    type: RunStatus.ref,
    nullable: true,
    description:
      'The status of the newest run, visible to every viewer of the session; null if nothing ran yet.',
    ...computed(
      'Session',
      'runStatus',
      (row) =>
        `(select r.status from run_tasks r where r.session_id = ${row}.id order by r.created_at desc, r.id desc limit 1)`,
      (status) => (typeof status === 'string' ? RunStatus.of(status) : null),
      [{ model: 'RunTask', by: 'sessionId' }],
    ),
  }),
  activeRun: t.field(
    firstRelated('RunTask', {
      by: 'sessionId',
      where: oneOf('RunTask', 'status', activeStatuses),
      description: 'The newest run that has not ended; null when nothing runs, and for all but the owner.',
    }),
  ),
  sandbox: t.field(
    firstRelated('AgentSandbox', {
      by: 'sessionId',
      where: noneOf('AgentSandbox', 'status', ['deleted']),
      description: 'The machine the agent works in: the newest that is not deleted; for the owner.',
    }),
  ),
}))
