import {
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  type JWTVerifyOptions,
  jwtVerify,
  SignJWT,
} from 'jose'
import { z } from 'zod'
import { InvalidCredentialsError } from '../errors/client-errors.ts'

/** The user of a valid access token, and its expiry in milliseconds since the epoch. */
export type TokenClaims = { readonly userId: string; readonly expiresAt: number }

/** The keys and expected claims for verifying access tokens. */
export type TokenKeys = {
  /** HS256 secrets: the platform's current one, and former or future ones. */
  readonly secrets: readonly Uint8Array[]
  /** Resolves the RS256 or ES256 key that a token's header names. */
  readonly publicKeys?: JWTVerifyGetKey
  readonly issuer?: string
  readonly audience?: string
}

/** Tolerated clock difference between this machine and the platform. */
export const clockToleranceSeconds = 5

/** The platform's claims that are used; role and e-mail are read from the database. */
const claims = z.object({ user_id: z.guid().toLowerCase(), type: z.literal('access'), exp: z.number() })

/** Encodes the secret as key bytes. */
export const signingKey = (secret: string): Uint8Array => new TextEncoder().encode(secret)

/**
 * Verifies an access token of the platform: HS256 with a shared secret, or RS256 or ES256 with a public key;
 * `exp` and `type` are required. Throws `UNAUTHENTICATED` if it is invalid.
 */
export async function verifyToken(token: string, keys: TokenKeys): Promise<TokenClaims> {
  const payload = await verifySignature(token, keys).catch((error: unknown) => {
    if (error instanceof errors.JWTExpired) throw new InvalidCredentialsError('The access token has expired.')
    if (error instanceof errors.JOSEError) throw new InvalidCredentialsError('The access token is not valid.')
    throw error
  })
  const result = claims.safeParse(payload)
  if (!result.success) throw new InvalidCredentialsError('The token is not an access token of this platform.')
  return { userId: result.data.user_id, expiresAt: result.data.exp * 1000 }
}

/** The algorithm determines the kind of key, so that a public key is never used as an HMAC secret. */
async function verifySignature(token: string, keys: TokenKeys): Promise<JWTPayload> {
  const { secrets, publicKeys, issuer, audience } = keys
  const options: JWTVerifyOptions = {
    requiredClaims: ['exp'],
    clockTolerance: clockToleranceSeconds,
    issuer,
    audience,
  }
  if (publicKeys && readAlgorithm(token) !== 'HS256') {
    return (await jwtVerify(token, publicKeys, { ...options, algorithms: ['RS256', 'ES256'] })).payload
  }
  let refusal: unknown
  for (const secret of secrets) {
    try {
      return (await jwtVerify(token, secret, { ...options, algorithms: ['HS256'] })).payload
    } catch (error) {
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw error
      refusal = error
    }
  }
  throw refusal
}

function readAlgorithm(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).alg
  } catch {
    throw new errors.JWTInvalid('The header is none.')
  }
}

/** Signs an access token with the platform's claims, which expires in `hours`. */
export function signToken(
  user: { readonly id: string; readonly email: string; readonly isAdmin: boolean },
  hours: number,
  key: Uint8Array,
): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  const role = user.isAdmin ? 'admin' : 'user'
  return new SignJWT({ user_id: user.id, email: user.email, role, type: 'access' })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuedAt(now)
    .setExpirationTime(now + Math.round(hours * 3600))
    .sign(key)
}
