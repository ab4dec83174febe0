import { all, always, condition } from '../../data/batching/condition.ts'
import { atLeast, equals, isNotNull, isNull, noneOf, oneOf } from '../../data/batching/conditions.ts'
import { orderBy } from '../../data/batching/order.ts'
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

/**
 * What is asked of the events besides, when nothing in the filter names a part of them: all events of all sessions are
 * too many to sort, so without a group, session, user, run or time, only the last week's are listed.
 */
export function boundOf(filter: Readonly<Record<string, unknown>> | null | undefined) {
  const given = (key: string) => filter?.[key] != null
  if (['groups', 'session', 'user', 'run', 'createdFrom'].some(given)) return always
  return atLeast('ApplicationEvent', 'createdAt', new Date(Date.now() - weekMs).toISOString())
}
