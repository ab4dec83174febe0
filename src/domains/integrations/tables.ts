import { own } from '../../tables/access-rule.ts'
import { newestFirst, oldestFirst, type TableDeclarations } from '../../tables/declaration.ts'

/** The tables of connected services. */
export const integrationTables = {
  Connector: { access: own, writes: ['DELETE'], watchedBy: ['userId'], order: oldestFirst },
  ComposioProfile: {
    access: own,
    unique: { uq_composio_profile_name: 'You have a profile of this name already.' },
    writes: ['UPDATE'],
    watchedBy: ['userId'],
    order: newestFirst,
  },
  AppleCredential: { access: own, watchedBy: ['userId'], order: oldestFirst },
} satisfies TableDeclarations
