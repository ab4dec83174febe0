import { GatewayError } from './errors.ts'

/**
 * An access token or an API key (`ii_…`), or a function that gets one. It is called when the first operation needs a
 * token and again when the gateway refused the last one, which it receives; null signs out.
 */
export type Token = string | ((refused: string | undefined) => Awaitable<string | null | undefined>)

type Awaitable<Value> = Value | Promise<Value>

/** The token of a client, shared by its requests and renewed when it is refused. */
export type TokenSource = {
  /**
   * The current token; concurrent calls share one call of the function. Throws a `GatewayError` if it fails, and the reason
   * of the signal if it is aborted before: the function may wait for somebody to sign in.
   */
  get(signal?: AbortSignal): Promise<string | null>
  /** False for a fixed token: where it is refused, there is no other. */
  readonly canRenew: boolean
  /** Discards a token that the gateway refused. Returns whether `get` may return another one. */
  refuse(token: string | null): boolean
  /**
   * True if the token that was refused last was valid when it was got, and expired before the gateway saw it (a slow network, a
   * gateway that starts): its refusal says nothing about the next one.
   */
  readonly hasExpiredOnTheWay: boolean
}

/**
 * Creates the source of a client's token: a constant, or a function that is called again when the token is refused.
 */
export function createTokenSource(token: Token | null | undefined): TokenSource {
  let current: Promise<string | null> | undefined
  /** The value of `current`, once it has one. */
  let value: string | null | undefined
  let refused: string | undefined
  let wasValid = false
  let hasExpiredOnTheWay = false

  async function renew(getToken: Exclude<Token, string>): Promise<string | null> {
    try {
      value = (await getToken(refused)) ?? null
      wasValid = getExpiry(value) > Date.now()
      return value
    } catch (cause) {
      current = undefined
      throw new GatewayError('TOKEN', 'The token could not be got.', { cause })
    }
  }
  const canRenew = typeof token === 'function'
  return {
    canRenew,
    async get(signal) {
      if (typeof token !== 'function') return token ?? null
      current ??= renew(token)
      return signal ? unlessAborted(current, signal) : current
    },
    refuse(old) {
      // A renewed token is kept: what was refused is the one before.
      if (canRenew && value === old) {
        refused = old ?? undefined
        hasExpiredOnTheWay = wasValid && getExpiry(old) <= Date.now()
        value = undefined
        current = undefined
      }
      return canRenew
    },
    get hasExpiredOnTheWay() {
      return hasExpiredOnTheWay
    },
  }
}

/** Milliseconds since 1970 at which a JWT expires; infinity if it has no expiry. */
function getExpiry(token: string | null): number {
  try {
    const claims = token?.split('.')[1]?.replaceAll('-', '+').replaceAll('_', '/') ?? ''
    const { exp } = JSON.parse(atob(claims)) as { exp?: unknown }
    return typeof exp === 'number' ? exp * 1000 : Number.POSITIVE_INFINITY
  } catch {
    return Number.POSITIVE_INFINITY
  }
}

function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort)
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

/** The header, or entry of `connection_init`, that carries a token or an API key. */
export function toCredentials(token: string | null): Record<string, string> {
  if (!token) return {}
  return token.startsWith('ii_') ? { 'x-api-key': token } : { authorization: `Bearer ${token}` }
}
