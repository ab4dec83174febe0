/** The database did not answer: it is away, it refuses connections, or every connection is taken. Passing trouble. */
export class DatabaseUnavailableError extends Error {
  override readonly name: string = 'DatabaseUnavailableError'
}

/** A connection that cannot be used as it is configured, which waiting does not mend. The message is one line. */
export class UnusableConnectionError extends DatabaseUnavailableError {
  override readonly name = 'UnusableConnectionError'
}
