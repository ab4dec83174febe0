import { own } from '../../tables/access-rule.ts'
import type { TableDeclarations } from '../../tables/declaration.ts'

/** The tables of connected services. */
export const integrationTables = {
  Connector: { access: own, writes: ['DELETE'], watchedBy: ['userId'] },
  ComposioProfile: {
    access: own,
    unique: { uq_composio_profile_name: 'You have a profile of this name already.' },
    writes: ['UPDATE'],
    watchedBy: ['userId'],
  },
  AppleCredential: { access: own, watchedBy: ['userId'] },
} satisfies TableDeclarations
