/** Who asks: an existing, active user. `null` stands for nobody wherever a viewer may be absent. */
export type Viewer = {
  readonly id: string
  readonly email: string
  /** From the role in the database, never from the token. */
  readonly isAdmin: boolean
  /** When the token expires, in milliseconds since the epoch; absent for an API key, which has no end. */
  readonly expiresAt?: number
  /** With which API key it asks, if with one. */
  readonly apiKeyId?: string
}
