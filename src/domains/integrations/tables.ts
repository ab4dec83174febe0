import { own } from '../../tables/access-rule.ts'
import type { TableDeclarations } from '../../tables/declaration.ts'

/** The tables of connected services. */
export const integrationTables = {
  Connector: { access: own, writes: ['DELETE'] },
  ComposioProfile: {
    access: own,
    unique: { uq_composio_profile_name: 'You have a profile of this name already.' },
    writes: ['UPDATE'],
  },
  AppleCredential: { access: own },
} satisfies TableDeclarations
