import type { Accounts } from './accounts.ts'
import { verifyToken } from './token.ts'
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

/**
 * Who asks. Null is nobody: no credential was shown. Throws `UNAUTHENTICATED` for one that is malformed, forged, expired,
 * not an access token, or of a user or key that is not active; the database's own error if that cannot be asked.
 */
export async function authenticate(
  { authorization, apiKey }: Credentials,
  { accounts, key }: { readonly accounts: Accounts; readonly key: Uint8Array },
): Promise<Viewer | null> {
  if (!authorization && !apiKey) return null
  if (authorization && apiKey) throw unauthenticated('Send Authorization or X-API-Key, not both.')
  const shown = apiKey || bearer(authorization ?? '')
  if (apiKey || keyShape.test(shown)) {
    const id = keyShape.test(shown) && (await accounts.byKey(shown))
    const account = id && (await accounts.byId(id))
    if (!account) throw unauthenticated('The API key is unknown or no longer active.')
    return account
  }
  const { userId, expiresAt } = await verifyToken(shown, key)
  const account = await accounts.byId(userId)
  if (!account) throw unauthenticated("The token's user does not exist or is deactivated.")
  return { ...account, expiresAt }
}

function bearer(authorization: string): string {
  const [, token] = /^Bearer +(\S+)$/i.exec(authorization) ?? []
  if (!token) throw unauthenticated('Authorization must be "Bearer <access token>".')
  return token
}
