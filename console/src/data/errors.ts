/** An error of an answer, as the gateway writes it. */
export type AnswerError = {
  readonly message: string
  readonly path?: readonly (string | number)[]
  readonly extensions?: { readonly code?: string }
}

/** The gateway could not be reached, or cannot answer now: asking again later may help. */
export class AwayError extends Error {
  override readonly name = 'AwayError'
}

/** The credentials are missing or hold no more. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
}

/** An answer without data. */
export class FailedError extends Error {
  override readonly name = 'FailedError'
  readonly code: string | undefined

  constructor(errors: readonly AnswerError[]) {
    super(errors.map(({ message }) => message).join(' ') || 'The gateway gave no answer.')
    this.code = errors[0]?.extensions?.code
  }
}

/** Codes with which the gateway says that it cannot answer now. */
const awayCodes = ['SERVICE_UNAVAILABLE', 'RATE_LIMITED']

export function toError(errors: readonly AnswerError[]): Error {
  const codes = errors.map(({ extensions }) => extensions?.code ?? '')
  if (codes.includes('UNAUTHENTICATED')) return new RefusedError(errors[0]?.message)
  if (codes.some((code) => awayCodes.includes(code))) return new AwayError(errors[0]?.message)
  return new FailedError(errors)
}
