import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from 'graphql-ws'
import { WebSocket } from 'ws'
import { type Backoff, backoffMs } from '../data/backoff.ts'

const query = `subscription Logs($run: ID!, $after: String) {
  runLog(runId: $run, after: $after) {
    __typename
    ... on StreamEntry { cursor createdAt }
    ... on RunStatusChanged { statusText }
    ... on TaskLogAdded { log { statusText } }
    ... on EventAdded { event { eventType content } }
    ... on RunEnded { statusText run { errorMessage } }
    ... on StreamGap { reason }
  }
}`

type Entry = { cursor: string; createdAt: string } & (
  | { __typename: 'RunStatusChanged'; statusText: string }
  | { __typename: 'TaskLogAdded'; log: { statusText: string } | null }
  | { __typename: 'EventAdded'; event: { eventType: string; content: unknown } }
  | { __typename: 'RunEnded'; statusText: string; run: { errorMessage: string | null } | null }
  | { __typename: 'StreamGap'; reason: string }
)

const backoff: Backoff = { minMs: 1_000, maxMs: 10_000 }
/** The close code for invalid or expired credentials. */
const refused = 4403
/** The close code that this client uses itself. */
const ended = 1000

/** Options of `followLogs`. */
export type LogsOptions = {
  readonly url: string
  /** Called for each connection, so that an expired token is replaced. */
  readonly token: () => Promise<string> | string
  readonly print: (line: string) => void
  readonly warn: (line: string) => void
}

/**
 * Prints the log of a run until it ends, resuming from the last entry's cursor after each disconnection.
 * Resolves with the run's final status; rejects with the gateway's refusal.
 */
export function followLogs(run: string, { url, token, print, warn }: LogsOptions): Promise<string> {
  let refusals = 0
  const client = createClient({
    url,
    webSocketImpl: WebSocket,
    connectionParams: async () => ({ token: await token() }),
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: (retries) => pause(backoffMs(retries, backoff)),
    // Retries every failure, except for the second refusal of a fresh token.
    shouldRetry: () => refusals < 2,
    on: {
      connected: () => {
        refusals = 0
      },
      closed: (event) => {
        const { code, reason } = event as CloseEvent
        if (code === refused) refusals += 1
        if (code !== ended) warn(`The connection is gone (${`${code} ${reason}`.trim()}).`)
      },
    },
  })
  // The client sends these variables with each new connection, with the cursor that they have then.
  const variables: { run: string; after?: string } = { run }
  let outcome = ''
  return new Promise<string>((resolve, reject) => {
    client.subscribe<{ runLog: Entry }>(
      { query, variables },
      {
        next({ data, errors }) {
          if (errors || !data) return reject(new Error(errors?.map(({ message }) => message).join(' ')))
          variables.after = data.runLog.cursor
          if (data.runLog.__typename === 'RunEnded') outcome = data.runLog.statusText
          print(lineOf(data.runLog))
        },
        error: (error) => reject(asError(error)),
        complete: () => resolve(outcome),
      },
    )
  }).finally(() => client.dispose())
}

/** Converts what the client rejects with: operation errors, a close event, or its own error. */
function asError(failure: unknown): Error {
  if (failure instanceof Error) return failure
  if (Array.isArray(failure)) return new Error(failure.map(({ message }) => message).join(' '))
  return new Error((failure as CloseEvent).reason)
}

function lineOf(entry: Entry): string {
  return `${entry.createdAt.slice(0, 19).replace('T', ' ')}  ${textOf(entry)}`
}

function textOf(entry: Entry): string {
  switch (entry.__typename) {
    case 'RunStatusChanged':
      return `is ${entry.statusText}`
    case 'TaskLogAdded':
      return `recorded as ${entry.log?.statusText}`
    case 'EventAdded':
      return `${entry.event.eventType}  ${JSON.stringify(entry.event.content).slice(0, 160)}`
    case 'RunEnded':
      return `ended: ${entry.statusText} ${entry.run?.errorMessage ?? ''}`.trimEnd()
    case 'StreamGap':
      return `(the log does not continue here: ${entry.reason})`
  }
}
