import { z } from 'zod'

const secretBytes = 32
/** The platform's built-in default secret and that of its example configuration, which are public. */
const publishedSecrets: readonly string[] = [
  'your-secret-key-change-in-production',
  'local-dev-secret-change-in-production',
]

/** A secret that signs tokens. */
export const jwtSecret = z
  .string()
  .refine((text) => !publishedSecrets.includes(text), {
    error: 'is the default that anyone can read in the platform; make a random one: openssl rand -hex 32',
    abort: true,
  })
  .refine((text) => Buffer.byteLength(text) >= secretBytes, {
    error: `must have at least ${secretBytes} bytes; make a random one: openssl rand -hex 32`,
  })
  .refine((text) => !/-----BEGIN [A-Z ]*(PUBLIC KEY|CERTIFICATE)-----/.test(text), {
    error: 'is a public key, which anyone may have and so sign with; name it in JWKS_URL instead',
  })

/** Several secrets, separated by commas. */
export const jwtSecrets = z
  .string()
  .transform((text) => text.split(',').map((secret) => secret.trim()))
  .pipe(z.array(jwtSecret))
