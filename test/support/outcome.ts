/** An error of an answer. */
export type Problem = { readonly message: string; readonly extensions: Record<string, unknown> }

/** What came of one operation, whichever way it was sent. */
export type Outcome = { readonly data?: unknown; readonly errors?: readonly Problem[] }

/** Returns what refused an operation: the limit, or else the code of the first error; `answered` where nothing did. */
export function verdict({ errors }: Outcome): string {
  const [first] = errors ?? []
  return first ? String(first.extensions.limit ?? first.extensions.code) : 'answered'
}
