import type { Logger } from 'pino'
import { signingKey, signToken } from '../../src/auth/token.ts'
import { createLog } from '../../src/server/log.ts'

/** The secret that every gateway of the tests has. */
export const testSecret = 'the-secret-of-the-tests-and-of-nothing-else'
export const testKey = signingKey(testSecret)

/** An HTTP response with its GraphQL result. */
export type Answer<Data = Record<string, unknown>> = {
  readonly status: number
  readonly headers: Headers
  readonly data: Data | null | undefined
  readonly extensions?: Record<string, unknown>
  readonly errors:
    | { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[]
    | undefined
}

/** Token, variables and further headers of a request. */
export type AskOptions = { token?: string; variables?: object; headers?: Record<string, string> }

/** Sends one operation as a client does. */
export type Ask = <Data>(query: string, options?: AskOptions) => Promise<Answer<Data>>

/** A log that keeps its lines. */
export function recordingLog(): { log: Logger; lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = []
  const log = createLog({ logLevel: 'debug' }, { write: (line: string) => void lines.push(JSON.parse(line)) })
  return { log, lines }
}

/** An access token as the platform would sign it. */
export const signTokenFor = (user: { id: string; email: string }, hours = 1): Promise<string> =>
  signToken({ isAdmin: false, ...user }, hours, testKey)

/** Sends operations to a place. */
export function asker(url: string): Ask {
  return async (query, { token, variables, headers } = {}) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    })
    const { data, errors, extensions } = await response.json()
    return {
      status: response.status,
      headers: response.headers,
      data,
      errors,
      ...(extensions && { extensions }),
    }
  }
}
