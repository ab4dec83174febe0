import { all, any, condition, never } from '../../data/batching/condition.ts'
import { equals, flag, isNull } from '../../data/batching/conditions.ts'
import { ref } from '../../data/batching/table.ts'
import { liveSession, own, ownSession, parentExists } from '../../tables/access-rule.ts'
import { newestFirst, oldestFirst, type TableDeclarations } from '../../tables/declaration.ts'
import { ownerOfSession, rowUser } from '../../tables/row-owners.ts'

const notBilling = condition([], (row) => `${ref(row, 'ApplicationEvent', 'eventGroup')} <> 'billing'`)

/** The tables of sessions and their events. */
export const sessionTables = {
  Session: {
    access: {
      rows: (viewer) =>
        any([viewer ? equals('Session', 'userId', viewer.id) : never, flag('Session', 'isPublic', true)]),
      // A public session is visible to clients that know its id, and listed only for its owner.
      listed: (viewer) => (viewer ? equals('Session', 'userId', viewer.id) : never),
      owner: 'userId',
      live: liveSession,
    },
    owners: rowUser,
    isVersioned: true,
    writes: ['INSERT', 'UPDATE'],
    watchedBy: ['id', 'modelSettingId', 'parentSessionId', 'userId'],
    order: newestFirst,
  },
  SessionPin: {
    access: own,
    unique: { idx_session_pins_user_session: { unreachable: 'an insert does nothing on conflict' } },
    writes: ['INSERT', 'DELETE'],
    watchedBy: ['sessionId', 'userId'],
    order: newestFirst,
  },
  SessionWishlist: {
    access: own,
    noun: 'favourite',
    unique: { idx_session_wishlists_user_session: { unreachable: 'an insert does nothing on conflict' } },
    writes: ['INSERT', 'DELETE'],
    watchedBy: ['sessionId', 'userId'],
    order: newestFirst,
  },
  ApplicationEvent: {
    access: {
      // Events of the billing group are visible to the owner only, even in a public session.
      rows: (viewer) =>
        any([notBilling, parentExists('ApplicationEvent', 'sessionId', 'Session', ownSession(viewer))]),
      inside: {
        field: 'sessionId',
        parent: 'Session',
        // Events of an account that belong to none of its sessions.
        orphans: (viewer) =>
          viewer
            ? all([isNull('ApplicationEvent', 'sessionId'), equals('ApplicationEvent', 'userId', viewer.id)])
            : never,
      },
    },
    noun: 'event',
    owners: {
      text: (row) => `coalesce(${ownerOfSession(`${row}.session_id`)}, ${row}.user_id::text)`,
    },
    writes: ['INSERT', 'UPDATE'],
    watchedBy: ['runId', 'sessionId', 'userId'],
    order: oldestFirst,
  },
} satisfies TableDeclarations
