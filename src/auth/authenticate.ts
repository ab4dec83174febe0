import { LRUCache } from 'lru-cache'
import type { Queryable } from '../data/database.ts'
import { InvalidCredentialsError } from '../errors/client-errors.ts'
import { createAccounts } from './accounts.ts'
import type { TokenKeys } from './token.ts'
import { type TokenClaims, verifyToken } from './token.ts'
import type { Viewer } from './viewer.ts'

/** The credentials of a request, from HTTP headers or `connection_init`. */
export type Credentials = {
  /** `Bearer <access token>` or `Bearer ii_…`. */
  readonly authorization?: string | null
  /** An API key: `ii_…`. */
  readonly apiKey?: string | null
}

/** The format of the platform's API keys, which no JWT matches. */
const keyShape = /^ii_[\w-]{1,200}$/

/** Maximum number of cached valid tokens, whose signatures are not verified again. */
const maxCachedTokens = 10_000
/**
 * Cache lifetime of verified tokens: the maximum time that a withdrawn signing key remains effective for
 * them.
 */
const verifiedMs = 5 * 60_000

/** Authenticates requests. */
export type Authenticator = {
  /**
   * Returns the viewer; null without credentials. Throws `UNAUTHENTICATED` for credentials that are
   * malformed, forged, expired, not an access token, or belong to an inactive user or key; the database's
   * error if it is unreachable.
   */
  authenticate(credentials: Credentials): Promise<Viewer | null>
  /** Drops a user from the cache, after a deactivation, key change or role change. */
  invalidateAccount(userId: string): void
}

/**
 * Creates an authenticator that verifies tokens with the signing keys, and looks up their users in the
 * database (cached for seconds).
 */
export function createAuthenticator(database: Queryable, tokenKeys: TokenKeys): Authenticator {
  const accounts = createAccounts(database)
  const verified = new LRUCache<string, TokenClaims>({
    max: maxCachedTokens,
    ttl: verifiedMs,
    ttlResolution: 0,
  })

  /** Returns the claims of a token that was verified before and has not expired. */
  function getVerified(token: string): TokenClaims | undefined {
    const claims = verified.get(token)
    return claims && claims.expiresAt > Date.now() ? claims : undefined
  }

  async function verifyClaims(token: string): Promise<TokenClaims> {
    const claims = await verifyToken(token, tokenKeys)
    verified.set(token, claims)
    return claims
  }

  async function authenticate({ authorization, apiKey }: Credentials): Promise<Viewer | null> {
    if (!authorization && !apiKey) return null
    if (authorization && apiKey)
      throw new InvalidCredentialsError('Send Authorization or X-API-Key, not both.')
    const shown = apiKey || bearer(authorization ?? '')
    if (apiKey || keyShape.test(shown)) {
      const key = keyShape.test(shown) ? await accounts.byKey(shown) : null
      const account = key && (await accounts.byId(key.userId))
      if (!account) throw new InvalidCredentialsError('The API key is unknown or no longer active.')
      return { ...account, apiKeyId: key.id }
    }
    const { userId, expiresAt } = getVerified(shown) ?? (await verifyClaims(shown))
    const account = await accounts.byId(userId)
    if (!account) throw new InvalidCredentialsError("The token's user does not exist or is deactivated.")
    return { ...account, expiresAt }
  }

  return { authenticate, invalidateAccount: accounts.invalidate }
}

function bearer(authorization: string): string {
  const [, token] = /^Bearer +(\S+)$/i.exec(authorization) ?? []
  if (!token) throw new InvalidCredentialsError('Authorization must be "Bearer <access token>".')
  return token
}
