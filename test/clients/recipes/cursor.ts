/** The cursor of a log's entry in a subscription's data, under whichever name the log was asked for. */
export function cursorOf(data: unknown): string | undefined {
  const [entry] = Object.values((data ?? {}) as Record<string, { cursor?: string } | null>)
  return entry?.cursor
}
