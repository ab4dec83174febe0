/** The database is unreachable, refuses connections, or has no free connection. A transient error. */
export class DatabaseUnavailableError extends Error {
  override readonly name: string = 'DatabaseUnavailableError'
}

/** The connection's configuration makes it unusable; retrying does not help. The message is one line. */
export class UnusableConnectionError extends DatabaseUnavailableError {
  override readonly name = 'UnusableConnectionError'
}
