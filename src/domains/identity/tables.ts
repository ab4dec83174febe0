import { never } from '../../data/batching/condition.ts'
import { equals } from '../../data/batching/conditions.ts'
import { adminsOnly, own } from '../../tables/access-rule.ts'
import { newestFirst, type TableDeclarations } from '../../tables/declaration.ts'

/** The tables of accounts. */
export const identityTables = {
  User: {
    access: { rows: (viewer) => (viewer ? equals('User', 'id', viewer.id) : never) },
    unique: { users_email_key: { unreachable: 'the address of an account is never written' } },
    writes: ['UPDATE'],
    watchedBy: ['id'],
  },
  ApiKey: {
    access: own,
    unique: { api_keys_api_key_key: 'The key exists already: try again.' },
    writes: ['INSERT', 'UPDATE'],
    watchedBy: ['userId'],
    order: newestFirst,
  },
  WaitlistEntry: {
    access: adminsOnly,
    unique: { waitlist_pkey: 'The address is on the waitlist already.' },
    writes: ['INSERT', 'DELETE'],
  },
  PurgeDeadLetter: { access: adminsOnly, whenMissing: 'empty', mayDiffer: true, order: newestFirst },
  SubjectAccessRequest: {
    access: adminsOnly,
    whenMissing: 'empty',
    mayDiffer: true,
    order: { by: ['receivedAt'], direction: 'desc' },
  },
} satisfies TableDeclarations
