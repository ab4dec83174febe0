import { people } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'

/** The kinds of viewer, by the credentials that they show; of the demo user's rows, `owner` is the owner. */
export const viewers = {
  'signed out': async () => ({}),
  owner: async () => ({ authorization: `Bearer ${await signTokenFor(people.demo)}` }),
  other: async () => ({ authorization: `Bearer ${await signTokenFor(people.maria)}` }),
  admin: async () => ({ authorization: `Bearer ${await signTokenFor(people.admin)}` }),
  'expired token': async () => ({ authorization: `Bearer ${await signTokenFor(people.demo, -1)}` }),
  'revoked key': async () => ({ 'x-api-key': `ii_${'r'.repeat(29)}` }),
} satisfies Record<string, () => Promise<Record<string, string>>>

/** The name of a kind of viewer. */
export type ViewerName = keyof typeof viewers
export const viewerNames = Object.keys(viewers) as ViewerName[]

/** Credentials that do not hold. */
export const refused: readonly ViewerName[] = ['expired token', 'revoked key']
