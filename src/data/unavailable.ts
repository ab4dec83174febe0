/** The database did not answer: it is away, it refuses connections, or every connection is taken. Passing trouble. */
export class DatabaseUnavailableError extends Error {
  override readonly name = 'DatabaseUnavailableError'
}
