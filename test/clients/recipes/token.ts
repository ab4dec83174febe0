/** The access token of the moment; renews it first where it is about to expire. */
export type Token = () => Promise<string>

/** A token is renewed this long before it expires, as a request takes a while and clocks differ. */
const marginMs = 30_000

/** Keeps a token until shortly before it expires; calls of the same moment share one renewal. */
export function keepToken(signIn: () => Promise<string>): Token {
  let current: Promise<string> | undefined
  let renewAt = 0
  async function renew(): Promise<string> {
    try {
      const token = await signIn()
      renewAt = expiryOf(token) - marginMs
      return token
    } catch (error) {
      current = undefined
      throw error
    }
  }
  return () => {
    if (Date.now() < renewAt && current) return current
    renewAt = Number.POSITIVE_INFINITY
    current = renew()
    return current
  }
}

/** Milliseconds since 1970, from the claims of a JWT. */
function expiryOf(token: string): number {
  const claims = token.split('.')[1]?.replaceAll('-', '+').replaceAll('_', '/') ?? ''
  return (JSON.parse(atob(claims)) as { exp: number }).exp * 1000
}
