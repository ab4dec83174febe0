import { errors, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { unauthenticated } from './unauthenticated.ts'

/** Whom a valid access token names, and until when, in milliseconds since the epoch. */
export type TokenClaims = { readonly userId: string; readonly expiresAt: number }

/** How far the clocks of this machine and the platform's may differ. */
const clockToleranceSeconds = 5

/** The platform's claims, as far as they count here: role and e-mail are read from the database instead. */
const claims = z.object({ user_id: z.guid().toLowerCase(), type: z.literal('access'), exp: z.number() })

/** The secret as the bytes that sign. */
export const signingKey = (secret: string): Uint8Array => new TextEncoder().encode(secret)

/**
 * Checks an access token as the platform signs them: HS256 with the shared secret, `exp` and `type` required.
 * Throws `UNAUTHENTICATED` for whatever is wrong with it.
 */
export async function verifyToken(token: string, key: Uint8Array): Promise<TokenClaims> {
  const { payload } = await jwtVerify(token, key, {
    algorithms: ['HS256'],
    requiredClaims: ['exp'],
    clockTolerance: clockToleranceSeconds,
  }).catch((error: unknown) => {
    if (error instanceof errors.JWTExpired) throw unauthenticated('The access token has expired.')
    if (error instanceof errors.JOSEError) throw unauthenticated('The access token is not valid.')
    throw error
  })
  const result = claims.safeParse(payload)
  if (!result.success) throw unauthenticated('The token is not an access token of this platform.')
  return { userId: result.data.user_id, expiresAt: result.data.exp * 1000 }
}

/** Signs an access token with the claims that the platform's own have; `hours` from now it expires. */
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
