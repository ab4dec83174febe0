/** How a pipelined read failed. */
export type ReadFailure = {
  /** The prepared statement does not fit the table any more; the connection is intact. */
  readonly isStale: boolean
  readonly isBroken: boolean
  /** The server was executing this read; otherwise it was queued behind the cause. */
  readonly isCause: boolean
}

/**
 * Maximum number of times that a read prepares a stale statement again; reads sent with it may deallocate the
 * new one.
 */
const maxStaleRetries = 8
/** Maximum number of times that a read is sent again after it broke its connection. */
const maxBrokenRetries = 1

/**
 * Decides about a failed read: it is prepared again on its connection, sent again on another connection, or fails. A
 * read that did not cause the failure is sent again without a bound, as it was not executed.
 */
export function afterFailure(
  { isStale, isBroken, isCause }: ReadFailure,
  retries: number,
): 'prepareAgain' | 'sendAgain' | 'fail' {
  if (isStale && retries < maxStaleRetries) return 'prepareAgain'
  if (isBroken && (!isCause || retries < maxBrokenRetries)) return 'sendAgain'
  return 'fail'
}
