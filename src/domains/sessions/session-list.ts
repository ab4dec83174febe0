import { defineComputedColumn } from '../../data/batching/computed.ts'
import { condition } from '../../data/batching/condition.ts'
import { contains, equals, flag, isNotNull, isNull } from '../../data/batching/conditions.ts'
import { orderBy } from '../../data/batching/order.ts'
import { createdWithin } from '../../schema/created-within.ts'
import { defineFilter, defineOrders, type Filter } from '../../schema/list-args.ts'
import { toModelKey } from '../../schema/nodes.ts'
import { AgentType, SessionKind, SessionStatus } from './values.ts'

const has = (table: string, on: string) => (wanted: boolean) =>
  condition(
    [],
    (row) =>
      `${wanted ? '' : 'not '}exists (select from ${table} x where x.session_id = ${row}.id ${on.replaceAll('row', row)})`,
  )

const narrowing = {
  kinds: {
    type: [SessionKind.ref],
    description: 'Only sessions of any of these kinds.',
    where: SessionKind.where('Session', 'appKind'),
  },
  agentTypes: {
    type: [AgentType.ref],
    description: 'Only sessions with any of these types of agent.',
    where: AgentType.where('Session', 'agentType'),
  },
  statuses: {
    type: [SessionStatus.ref],
    description: 'Only those with any of these statuses.',
    where: SessionStatus.where('Session', 'status'),
  },
  isPublic: {
    type: 'Boolean',
    description: 'Only shared sessions, or only private ones.',
    where: (wanted: boolean) => flag('Session', 'isPublic', wanted),
  },
  nameContains: {
    type: 'String',
    description: 'Only sessions whose name contains this text, in upper or lower case.',
    where: (text: string) => contains('Session', ['name'], text),
  },
  hasProject: {
    type: 'Boolean',
    description: 'Only sessions with a project that is not deleted, or only those without.',
    where: has('projects', 'and x.deleted_at is null'),
  },
  isFork: {
    type: 'Boolean',
    description: 'Only sessions that were made from another, or only those that were not.',
    where: (wanted: boolean) => (wanted ? isNotNull : isNull)('Session', 'parentSessionId'),
  },
  forkedFrom: {
    type: 'ID',
    description: 'Forks of this session.',
    where: (id: string) => equals('Session', 'parentSessionId', toModelKey('Session', id)),
  },
  isPinned: {
    type: 'Boolean',
    description: 'Only sessions that their owner pinned, or only others.',
    where: has('session_pins', 'and x.user_id = row.user_id'),
  },
  isWishlisted: {
    type: 'Boolean',
    description: 'Only favourites of their owner, or only others.',
    where: has('session_wishlists', 'and x.user_id = row.user_id'),
  },
  ...createdWithin('Session'),
} satisfies Parameters<typeof defineFilter>[2]

export const SessionFilter: Filter = defineFilter('SessionFilter', 'Which sessions to list.', narrowing)

export const AnySessionFilter: Filter = defineFilter(
  'AnySessionFilter',
  'Restricts a list of the sessions of all users.',
  {
    ...narrowing,
    user: {
      type: 'ID',
      description: 'Sessions of this user.',
      where: (id: string) => equals('Session', 'userId', toModelKey('User', id)),
    },
    isDeleted: {
      type: 'Boolean',
      description:
        'Only deleted ones, or only those that are not. The list contains deleted ones only with `withDeleted`.',
      where: (wanted: boolean) => flag('Session', 'isDeleted', wanted),
    },
  },
)

// The database's default collation differs between machines; this one does not.
defineComputedColumn('Session', 'sortedName', (row) => `(lower(coalesce(${row}.name, '')) collate "C")`, {
  type: 'text',
})
// Some revisions do not write `last_message_at`; each change of the session sets `updated_at`.
defineComputedColumn(
  'Session',
  'lastActivityAt',
  (row) => `greatest(${row}.updated_at, ${row}.last_message_at)`,
  { type: 'timestamptz' },
)

export const SessionOrder = defineOrders('SessionOrder', 'The order of a list of sessions.', {
  NEWEST: { description: 'Newest first.', order: orderBy('Session', ['createdAt'], 'desc') },
  OLDEST: { description: 'Oldest first.', order: orderBy('Session', ['createdAt'], 'asc') },
  RECENTLY_UPDATED: {
    description: 'Most recently changed first.',
    order: orderBy('Session', ['updatedAt'], 'desc'),
  },
  RECENTLY_ACTIVE: {
    description: 'The session with the most recent message or change first.',
    order: orderBy('Session', ['lastActivityAt'], 'desc'),
  },
  NAME: {
    description: 'By name, in upper and lower case alike; those without a name first.',
    order: orderBy('Session', ['sortedName'], 'asc'),
  },
})

/** The condition on marks (pins and favourites) whose session is still visible to their user. */
export const ofLiveSession = condition([], (row) => {
  const open = `not s.is_deleted and (s.user_id = ${row}.user_id or s.is_public)`
  return `exists (select from sessions s where s.id = ${row}.session_id and ${open})`
})
