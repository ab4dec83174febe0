const longestPauseMs = 5_000

/** How long to wait before trying again, in milliseconds: growing, and never the same for everyone. */
export function pauseBefore(attempt: number): number {
  return Math.min(100 * 2 ** attempt, longestPauseMs) * (0.75 + Math.random() / 2)
}
