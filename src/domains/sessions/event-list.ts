import { all, always, type Condition, condition } from '../../data/batching/condition.ts'
import { atLeast, equals, isNotNull, isNull, noneOf, oneOf } from '../../data/batching/conditions.ts'
import { orderBy } from '../../data/batching/order.ts'
import { Page, type PagePlan, readPlanned } from '../../schema/connection.ts'
import { createdWithin } from '../../schema/created-within.ts'
import { defineFilter, defineOrders, type Filter } from '../../schema/list-args.ts'
import { toModelKey } from '../../schema/nodes.ts'
import { EventGroup } from './values.ts'

/** Internal events of the platform that a session's page does not show. */
const noise = [
  'agent.status.update',
  'agent.initialized',
  'connection.established',
  'connection.workspace_info',
  'sandbox.status_changed',
  'system.error',
  'system.notification',
  'system.pong',
]

/** Returns SQL for the text of an event: its own, or the message of a notice. */
export function searchedText(row: string): string {
  const texts = ['text', 'message'].map(
    (key) => `case jsonb_typeof(${row}.content->'${key}') when 'string' then ${row}.content->>'${key}' end`,
  )
  return `coalesce(${texts.join(', ')})`
}

/** Events that report progress, without notices, connections and costs. */
export const describedEvents = all([
  noneOf('ApplicationEvent', 'eventType', noise),
  condition([], (row) => `${row}.event_group <> 'billing'`),
])

const narrowing = {
  groups: {
    type: [EventGroup.ref],
    description: 'Only events of these groups.',
    where: EventGroup.where('ApplicationEvent', 'eventGroup'),
  },
  types: {
    type: ['String'],
    description: 'Only events of these types, such as `agent.tool.call`.',
    where: (types: readonly string[]) => oneOf('ApplicationEvent', 'eventType', types),
  },
  exceptTypes: {
    type: ['String'],
    description: 'Only events of other types than these.',
    where: (types: readonly string[]) => noneOf('ApplicationEvent', 'eventType', types),
  },
  withoutNoise: {
    type: 'Boolean',
    description: 'Leaves out notices, connections and costs, which the page of a session does not show.',
    where: (wanted: boolean) => (wanted ? describedEvents : always),
  },
  run: {
    type: 'ID',
    description: 'Events of this run.',
    where: (id: string) => equals('ApplicationEvent', 'runId', toModelKey('RunTask', id)),
  },
  hasRun: {
    type: 'Boolean',
    description: 'Whether the event belongs to a run.',
    where: (wanted: boolean) => (wanted ? isNotNull : isNull)('ApplicationEvent', 'runId'),
  },
  ...createdWithin('ApplicationEvent'),
} satisfies Parameters<typeof defineFilter>[2]

export const EventFilter: Filter = defineFilter('EventFilter', 'Which events to list.', narrowing)

export const AnyEventFilter: Filter = defineFilter(
  'AnyEventFilter',
  'Restricts a list of the events of all users.',
  {
    ...narrowing,
    session: {
      type: 'ID',
      description: 'Events of this session.',
      where: (id: string) => equals('ApplicationEvent', 'sessionId', toModelKey('Session', id)),
    },
    user: {
      type: 'ID',
      description: 'Events that name this user.',
      where: (id: string) => equals('ApplicationEvent', 'userId', toModelKey('User', id)),
    },
  },
)

const oldestFirst = orderBy('ApplicationEvent', ['createdAt'], 'asc')
export const newestFirst = orderBy('ApplicationEvent', ['createdAt'], 'desc')

export const EventOrder = defineOrders('EventOrder', 'The order of a list of events.', {
  NEWEST: { description: 'Newest first.', order: newestFirst },
  OLDEST: { description: 'Oldest first.', order: oldestFirst },
})

const weekMs = 7 * 86_400_000

type Given = Readonly<Record<string, unknown>> | null | undefined

/** True if a filter restricts the events by an indexed condition: group, session, user, run or time. */
export const hasIndexedCondition = (filter: Given) =>
  ['groups', 'session', 'user', 'run', 'createdFrom'].some((key) => filter?.[key] != null)

/** Restricts an otherwise unrestricted list to the last week, since all events are too many to sort. */
export function limitToLastWeek(filter: Given): Condition {
  return hasIndexedCondition(filter) ? always : since(Date.now() - weekMs)
}

const since = (ms: number) => atLeast('ApplicationEvent', 'createdAt', new Date(ms).toISOString())

/** Time ranges before the start of a page that are searched before the whole list. */
const windowsMs = [10 * 60_000, 2 * 3_600_000, 24 * 3_600_000]

/**
 * Reads a page at the newest end of a list of all events, or at a cursor in it. Time has only a BRIN index,
 * so that all candidate events are read and sorted: a short time range before the start is searched first,
 * then longer ones until the page is full.
 */
export async function readNewestPage(plan: PagePlan): Promise<Page> {
  const { context, list, part } = plan
  const [cursor] = part.bounds.find(({ side }) => (side === 'after') === part.order.descending)?.keyset ?? []
  const start = cursor === undefined ? Date.now() : Date.parse(cursor)
  // A cursor may contain a time outside of JavaScript's range.
  for (const ms of start > 0 ? windowsMs : []) {
    const recent = { ...list, where: all([list.where, since(start - ms)]) }
    const read = await context.loaders.pageLoader(recent, part)()
    if (read.more || (!part.withMore && read.rows.length === part.limit))
      return new Page(plan, undefined, read)
  }
  return readPlanned(plan)
}
