/** Bounds of a backoff in milliseconds, before jitter. */
export type Backoff = { readonly minMs: number; readonly maxMs: number }

/**
 * Returns the pause before a retry in milliseconds: exponential in `attempt`, which counts from 0, with a jitter of a
 * quarter up or down.
 */
export function backoffMs(attempt: number, backoff: Backoff): number {
  return exponential(attempt, backoff) * (0.75 + Math.random() / 2)
}

/** The same with full jitter, from zero to the backoff: it separates writers that conflicted with each other. */
export function fullJitterMs(attempt: number, backoff: Backoff): number {
  return exponential(attempt, backoff) * Math.random()
}

function exponential(attempt: number, { minMs, maxMs }: Backoff): number {
  return Math.min(minMs * 2 ** attempt, maxMs)
}
