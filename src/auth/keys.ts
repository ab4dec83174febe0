import { readFile } from 'node:fs/promises'
import { GraphQLError } from 'graphql'
import { createLocalJWKSet, createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose'
import type { Config } from '../config.ts'
import { signingKey } from './token.ts'

/** What access tokens are checked with. */
export type TokenKeys = {
  /** Of HS256: the platform's, and those that it had or will have. */
  readonly secrets: readonly Uint8Array[]
  /** Of RS256 and ES256: finds the key that a token's header names. */
  readonly publicKeys?: JWTVerifyGetKey
  readonly issuer?: string
  readonly audience?: string
}

/** Keys are fetched anew so often, in the background. */
const freshMs = 10 * 60_000
/** A token that names an unknown key makes them be fetched at most so often, and so does every token while they fail. */
const cooldownMs = 30_000
const failureMs = 5_000
const timeoutMs = 5_000

/** The keys as configured. Throws one clear line for a file of keys that cannot be used. */
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

/** Keys behind a URL. Those that were fetched once serve on while it is away or answers nonsense. */
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
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JOSENotSupported) throw error
      throw unavailableKeys()
    }
  }
}

function unavailableKeys(): GraphQLError {
  return new GraphQLError('The keys of access tokens cannot be fetched at the moment; try again.', {
    extensions: { code: 'SERVICE_UNAVAILABLE', http: { status: 503, headers: { 'retry-after': '5' } } },
  })
}
