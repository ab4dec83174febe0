import { LRUCache } from 'lru-cache'
import type { Queryable } from '../data/database.ts'
import { createAccounts } from './accounts.ts'
import type { TokenKeys } from './keys.ts'
import { type TokenClaims, verifyToken } from './token.ts'
import { unauthenticated } from './unauthenticated.ts'
import type { Viewer } from './viewer.ts'

/** What a request shows of itself, wherever it arrived: in headers, or in `connection_init`. */
export type Credentials = {
  /** `Bearer <access token>` or `Bearer ii_…`. */
  readonly authorization?: string | null
  /** An API key: `ii_…`. */
  readonly apiKey?: string | null
}

/** How the platform makes its API keys; no access token, a JWT, starts like this. */
const keyShape = /^ii_[\w-]{1,200}$/

/** How many valid tokens are remembered, so that a client's next request costs no signature check. */
const maxCachedTokens = 10_000
/** How long a key that was withdrawn can go on to serve the tokens that were seen before. */
const verifiedMs = 5 * 60_000

export type Authenticator = {
  /**
   * Who asks. Null is nobody: no credential was shown. Throws `UNAUTHENTICATED` for one that is malformed, forged, expired,
   * not an access token, or of a user or key that is not active; the database's own error if that cannot be asked.
   */
  authenticate(credentials: Credentials): Promise<Viewer | null>
  /** Makes a user's next request look at the database: after it or a key was deactivated, or its role changed. */
  invalidateAccount(userId: string): void
}

/** Checks tokens against the keys that sign them, and whose they are against the database as it was seconds ago. */
export function createAuthenticator(database: Queryable, tokenKeys: TokenKeys): Authenticator {
  const accounts = createAccounts(database)
  const verified = new LRUCache<string, TokenClaims>({ max: maxCachedTokens, ttl: verifiedMs })

  async function claimsOf(token: string): Promise<TokenClaims> {
    const remembered = verified.get(token)
    if (remembered && remembered.expiresAt > Date.now()) return remembered
    const claims = await verifyToken(token, tokenKeys)
    verified.set(token, claims)
    return claims
  }

  async function authenticate({ authorization, apiKey }: Credentials): Promise<Viewer | null> {
    if (!authorization && !apiKey) return null
    if (authorization && apiKey) throw unauthenticated('Send Authorization or X-API-Key, not both.')
    const shown = apiKey || bearer(authorization ?? '')
    if (apiKey || keyShape.test(shown)) {
      const key = keyShape.test(shown) ? await accounts.byKey(shown) : null
      const account = key && (await accounts.byId(key.userId))
      if (!account) throw unauthenticated('The API key is unknown or no longer active.')
      return { ...account, apiKeyId: key.id }
    }
    const { userId, expiresAt } = await claimsOf(shown)
    const account = await accounts.byId(userId)
    if (!account) throw unauthenticated("The token's user does not exist or is deactivated.")
    return { ...account, expiresAt }
  }

  return { authenticate, invalidateAccount: accounts.invalidate }
}

function bearer(authorization: string): string {
  const [, token] = /^Bearer +(\S+)$/i.exec(authorization) ?? []
  if (!token) throw unauthenticated('Authorization must be "Bearer <access token>".')
  return token
}
