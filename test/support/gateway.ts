import type { Logger } from 'pino'
import { type ComposeOptions, compose, type Gateway } from '../../src/app.ts'
import { signingKey, signToken } from '../../src/auth/token.ts'
import { readConfig } from '../../src/config.ts'
import type { Database } from '../../src/data/database.ts'
import { createLog } from '../../src/server/log.ts'

/** The secret that every gateway of the tests has. */
export const testSecret = 'the-secret-of-the-tests-and-of-nothing-else'
export const testKey = signingKey(testSecret)

export type Answer<Data = Record<string, unknown>> = {
  readonly status: number
  readonly headers: Headers
  readonly data: Data | null | undefined
  readonly errors:
    | { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[]
    | undefined
}

export type TestGateway = Gateway & {
  /** Of `/graphql`. */
  readonly url: string
  /** The same place, for WebSockets. */
  readonly socketUrl: string
  /** Every line that was logged so far. */
  readonly lines: readonly Record<string, unknown>[]
  /** Sends one operation as a client does. */
  ask<Data>(query: string, options?: AskOptions): Promise<Answer<Data>>
}

export type AskOptions = { token?: string; variables?: object; headers?: Record<string, string> }

/** A log that keeps its lines. */
export function recordingLog(): { log: Logger; lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = []
  const log = createLog({ logLevel: 'debug' }, { write: (line: string) => void lines.push(JSON.parse(line)) })
  return { log, lines }
}

/** An access token as the platform would sign it. */
export const tokenFor = (user: { id: string; email: string }, hours = 1): Promise<string> =>
  signToken({ isAdmin: false, ...user }, hours, testKey)

/** The environment of a test's gateway: a free port, GraphiQL on, and a database that its opener chooses. */
export const testEnvironment = {
  PORT: '0',
  HOST: '127.0.0.1',
  DATABASE_URL: 'postgresql://localhost/not-used',
  JWT_SECRET_KEY: testSecret,
}

/** Starts the gateway on a database of a test, which it closes when it is closed. */
export async function startGateway(
  database: Database,
  env: Record<string, string> = {},
): Promise<TestGateway> {
  const gateway = await listen(env, { open: async () => database })
  await gateway.ready()
  return gateway
}

/** Opens a gateway's port, and does not wait until it is ready. */
export async function listen(
  env: Record<string, string>,
  options: Omit<ComposeOptions, 'log'> = {},
): Promise<TestGateway> {
  const { log, lines } = recordingLog()
  const gateway = compose(readConfig({ ...testEnvironment, ...env }), { log, ...options })
  const { url } = await gateway.listen()
  return { ...gateway, url, socketUrl: url.replace('http', 'ws'), lines, ask: asker(url) }
}

/** Sends operations to a place. */
export function asker(url: string): TestGateway['ask'] {
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
    const { data, errors } = await response.json()
    return { status: response.status, headers: response.headers, data, errors }
  }
}
