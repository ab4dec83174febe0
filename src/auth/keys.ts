import { readFile } from 'node:fs/promises'
import { createLocalJWKSet, createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose'
import type { Config } from '../config.ts'
import { ServiceUnavailableError } from '../errors/client-errors.ts'
import { signingKey, type TokenKeys } from './token.ts'

/** Refresh interval of the keys, in the background. */
const freshMs = 10 * 60_000
/** Minimum interval between fetches caused by unknown key ids, and between fetches after a failure. */
const cooldownMs = 30_000
const failureMs = 5_000
const timeoutMs = 5_000
/** Errors of a token's header, not of the source of the keys. */
const tokenErrors = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported]

/** Reads the configured keys. Throws one line if a key file cannot be used. */
export async function readTokenKeys(
  config: Pick<Config, 'jwtAdditionalSecrets' | 'jwksUrl' | 'jwtIssuer' | 'jwtAudience'>,
  own: Uint8Array,
): Promise<TokenKeys> {
  const { jwtAdditionalSecrets, jwksUrl, jwtIssuer: issuer, jwtAudience: audience } = config
  const publicKeys = jwksUrl === undefined ? undefined : await publicKeysAt(new URL(jwksUrl))
  return { secrets: [own, ...jwtAdditionalSecrets.map(signingKey)], publicKeys, issuer, audience }
}

async function publicKeysAt(url: URL): Promise<JWTVerifyGetKey> {
  if (url.protocol !== 'file:') return remoteKeys(url)
  try {
    return createLocalJWKSet(JSON.parse(await readFile(url, 'utf8')))
  } catch {
    throw new Error(`JWKS_URL names ${url.href}, which is no file with a JSON Web Key Set.`)
  }
}

/**
 * Resolves keys from a URL. Keys fetched before remain in use while the URL is unreachable or its response is
 * invalid.
 */
function remoteKeys(url: URL): JWTVerifyGetKey {
  let triedAt = Number.NEGATIVE_INFINITY
  let askedAt = Number.NEGATIVE_INFINITY
  const remote = createRemoteJWKSet(url, {
    cacheMaxAge: Number.POSITIVE_INFINITY,
    cooldownDuration: cooldownMs,
    timeoutDuration: timeoutMs,
    [customFetch]: async (...request: Parameters<typeof fetch>) => {
      if (performance.now() - triedAt < failureMs) throw new Error('The keys were asked for a moment ago.')
      triedAt = performance.now()
      return fetch(...request)
    },
  })
  return async (header, token) => {
    if (remote.jwks() && performance.now() - askedAt > freshMs) {
      askedAt = performance.now()
      remote.reload().catch(() => {})
    }
    try {
      return await remote(header, token)
    } catch (error) {
      if (tokenErrors.some((type) => error instanceof type)) throw error
      throw unavailableKeys()
    }
  }
}

function unavailableKeys(): ServiceUnavailableError {
  const message = 'The keys of access tokens cannot be fetched at the moment; try again.'
  return new ServiceUnavailableError(message, { retryAfter: 5 })
}
