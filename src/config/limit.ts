/** A limit on requests: its variable, default, range, and message to the client. */
export type Limit = {
  readonly variable: string
  readonly default: number
  readonly range: readonly [min: number, max: number]
  /** For `--help` and the documentation. */
  readonly description: string
  /** The error message for a client that exceeded the limit. */
  readonly message: (bound: string) => string
}
