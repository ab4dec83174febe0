import { all, always, type Condition, condition } from '../../data/batching/condition.ts'
import { atLeast, equals, isNotNull, isNull, noneOf, oneOf } from '../../data/batching/conditions.ts'
import { orderBy } from '../../data/batching/order.ts'
import { Page, type PagePlan, readPlanned } from '../../schema/connection.ts'
import { createdWithin } from '../../schema/created-within.ts'
import { defineFilter, defineOrders, type Filter } from '../../schema/list-args.ts'
import { keyFrom } from '../../schema/nodes.ts'
import { EventGroup } from './values.ts'

/** What a session's page does not show: the platform's talk with itself. */
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

/** What an event says: a text of its own, or the message of a notice. What is no text is not said. */
export function wordsOf(row: string): string {
  const texts = ['text', 'message'].map(
    (key) => `case jsonb_typeof(${row}.content->'${key}') when 'string' then ${row}.content->>'${key}' end`,
  )
  return `coalesce(${texts.join(', ')})`
}

/** Events that tell what happened, without notices, connections and what things cost. */
export const tellingEvents = all([
  noneOf('ApplicationEvent', 'eventType', noise),
  condition([], (row) => `${row}.event_group <> 'billing'`),
])

const narrowing = {
  groups: {
    type: [EventGroup.ref],
    description: 'Events of these families alone.',
    where: EventGroup.where('ApplicationEvent', 'eventGroup'),
  },
  types: {
    type: ['String'],
    description: 'Names such as `agent.tool.call`.',
    where: (types: readonly string[]) => oneOf('ApplicationEvent', 'eventType', types),
  },
  exceptTypes: {
    type: ['String'],
    description: 'All events but those of these types.',
    where: (types: readonly string[]) => noneOf('ApplicationEvent', 'eventType', types),
  },
  withoutNoise: {
    type: 'Boolean',
    description: 'Leaves out notices, connections and costs, as the page of a session does.',
    where: (wanted: boolean) => (wanted ? tellingEvents : always),
  },
  run: {
    type: 'ID',
    description: 'Events of this run.',
    where: (id: string) => equals('ApplicationEvent', 'runId', keyFrom('RunTask', id)),
  },
  hasRun: {
    type: 'Boolean',
    description: 'Whether the event belongs to a run.',
    where: (wanted: boolean) => (wanted ? isNotNull : isNull)('ApplicationEvent', 'runId'),
  },
  ...createdWithin('ApplicationEvent'),
} satisfies Parameters<typeof defineFilter>[2]

export const EventFilter: Filter = defineFilter('EventFilter', 'Which events to list.', narrowing)

export const AnyEventFilter: Filter = defineFilter('AnyEventFilter', 'Which of all events to list.', {
  ...narrowing,
  session: {
    type: 'ID',
    description: 'Events of this session.',
    where: (id: string) => equals('ApplicationEvent', 'sessionId', keyFrom('Session', id)),
  },
  user: {
    type: 'ID',
    description: 'Events that name this user.',
    where: (id: string) => equals('ApplicationEvent', 'userId', keyFrom('User', id)),
  },
})

export const oldestFirst = orderBy('ApplicationEvent', ['createdAt'], 'asc')
export const newestFirst = orderBy('ApplicationEvent', ['createdAt'], 'desc')

export const EventOrder = defineOrders('EventOrder', 'In which order to list events.', {
  NEWEST: { description: 'Newest first.', order: newestFirst },
  OLDEST: { description: 'As they happened.', order: oldestFirst },
})

const weekMs = 7 * 86_400_000

type Given = Readonly<Record<string, unknown>> | null | undefined

/** Whether a filter names a part of all events that an index finds: a group, a session, a user, a run or a time. */
export const namesPart = (filter: Given) =>
  ['groups', 'session', 'user', 'run', 'createdFrom'].some((key) => filter?.[key] != null)

/** Limits a list that names no part of all events to the last week: all events of all sessions are too many to sort. */
export function boundOf(filter: Given): Condition {
  return namesPart(filter) ? always : since(Date.now() - weekMs)
}

const since = (ms: number) => atLeast('ApplicationEvent', 'createdAt', new Date(ms).toISOString())

/** The times before the start of a page in which its events are looked for, before the whole list is read. */
const windowsMs = [10 * 60_000, 2 * 3_600_000, 24 * 3_600_000]

/**
 * Reads a page that starts at the newest end of a list of all events, or at a cursor in it. Over time there is only a
 * BRIN index, so all events that a statement may choose from are read and sorted: a short time before the start is tried
 * first, and a longer one where it does not fill the page.
 */
export async function readNewestPage(plan: PagePlan): Promise<Page> {
  const { context, list, part } = plan
  const [cursor] = part.bounds.find(({ side }) => (side === 'after') === part.order.descending)?.keyset ?? []
  const start = cursor === undefined ? Date.now() : Date.parse(cursor)
  // A cursor may name a moment that JavaScript has no date for.
  for (const ms of start > 0 ? windowsMs : []) {
    const recent = { ...list, where: all([list.where, since(start - ms)]) }
    const read = await context.loaders.pageLoader(recent, part)()
    if (read.more || (!part.withMore && read.rows.length === part.limit))
      return new Page(plan, undefined, read)
  }
  return readPlanned(plan)
}
