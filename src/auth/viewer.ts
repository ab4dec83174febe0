/** The authenticated user, which exists and is active. A signed-out client is represented by `null`. */
export type Viewer = {
  readonly id: string
  readonly email: string
  /** From the role in the database, never from the token. */
  readonly isAdmin: boolean
  /** Expiry of the token in milliseconds since the epoch; absent for an API key, which does not expire. */
  readonly expiresAt?: number
  /** The API key, if the viewer authenticated with one. */
  readonly apiKeyId?: string
}
