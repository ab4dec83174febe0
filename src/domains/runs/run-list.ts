import { all, always, condition } from '../../data/batching/condition.ts'
import { below, equals, oneOf } from '../../data/batching/conditions.ts'
import { orderBy } from '../../data/batching/order.ts'
import { createdWithin } from '../../schema/created-within.ts'
import { defineFilter, defineOrders, type Filter } from '../../schema/list-args.ts'
import { toModelKey } from '../../schema/nodes.ts'
import { activeStatuses, RunStatus } from './status.ts'

/** The platform aborts runs after this time, so an older one is stuck. */
export const stuckAfterMinutes = 45

const narrowing = {
  statuses: {
    type: [RunStatus.ref],
    description: 'Only those with any of these statuses.',
    where: RunStatus.where('RunTask', 'status'),
  },
  isActive: {
    type: 'Boolean',
    description: 'Only unfinished runs, or only those that have ended.',
    where: (wanted: boolean) => {
      const active = oneOf('RunTask', 'status', activeStatuses)
      return wanted ? active : condition(active.values, (row, values) => `not ${active.text(row, values)}`)
    },
  },
  types: {
    type: ['String'],
    description: 'Only runs of these types, such as `agent_run`.',
    where: (types: readonly string[]) => oneOf('RunTask', 'taskType', types),
  },
  ...createdWithin('RunTask'),
} satisfies Parameters<typeof defineFilter>[2]

export const RunFilter: Filter = defineFilter('RunFilter', 'Which runs to list.', narrowing)

const stuck = () =>
  all([
    equals('RunTask', 'status', 'running'),
    below('RunTask', 'createdAt', new Date(Date.now() - stuckAfterMinutes * 60_000).toISOString()),
  ])

export const AnyRunFilter: Filter = defineFilter(
  'AnyRunFilter',
  'Restricts a list of the runs of all users.',
  {
    ...narrowing,
    session: {
      type: 'ID',
      description: 'Runs of this session.',
      where: (id: string) => equals('RunTask', 'sessionId', toModelKey('Session', id)),
    },
    isStuck: {
      type: 'Boolean',
      description: `If \`true\`, only runs that have been running for more than ${stuckAfterMinutes} minutes, and so are probably stuck.`,
      where: (wanted: boolean) => (wanted ? stuck() : always),
    },
  },
)

export const RunOrder = defineOrders('RunOrder', 'The order of a list of runs.', {
  NEWEST: { description: 'Newest first.', order: orderBy('RunTask', ['createdAt'], 'desc') },
  OLDEST: { description: 'Oldest first.', order: orderBy('RunTask', ['createdAt'], 'asc') },
})
