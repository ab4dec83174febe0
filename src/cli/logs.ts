import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from 'graphql-ws'
import { WebSocket } from 'ws'
import { type Backoff, backoffMs } from '../data/backoff.ts'
import { cutText } from '../data/cut-text.ts'
import { toLogFailure } from './log-failure.ts'

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
/** Refusals in a row, each of another token, after which no other is tried. */
const maxRefusals = 2

/** Options of `followLogs`. */
export type LogsOptions = {
  readonly url: string
  /** Called for each connection, so that an expired token is replaced. A text cannot be: its refusal is the end. */
  readonly token: (() => Promise<string> | string) | string
  readonly print: (line: string) => void
  readonly warn: (line: string) => void
}

/** What a connection is for: `after` moves on with each entry, so that the next connection resumes there. */
type Following = {
  readonly run: string
  after: string | undefined
  /** Whether the gateway took the credentials of the last connection. */
  isAccepted: boolean
  outcome: string
}

/**
 * Prints the log of a run until it ends, resuming from the last entry's cursor after each failure that may pass.
 * Resolves with the run's final status; rejects with a failure that a retry cannot resolve.
 */
export async function followLogs(run: string, options: LogsOptions): Promise<string> {
  const following: Following = { run, after: undefined, isAccepted: false, outcome: '' }
  let failures = 0
  let refusals = 0
  for (;;) {
    const { after } = following
    following.isAccepted = false
    try {
      await followOnce(following, options)
      return following.outcome
    } catch (error) {
      const failure = toLogFailure(error)
      if (following.isAccepted) refusals = 0
      if (failure.remedy === 'renew') refusals += 1
      const mayRenew = typeof options.token === 'function' && refusals < maxRefusals
      if (failure.remedy === 'end' || (failure.remedy === 'renew' && !mayRenew)) throw failure
      options.warn(failure.message)
    }
    if (following.after !== after) failures = 0
    await pause(backoffMs(failures, backoff))
    failures += 1
  }
}

/** Follows over one connection. Rejects with what graphql-ws does, or with the errors of an entry. */
function followOnce(following: Following, { url, token, print }: LogsOptions): Promise<void> {
  const client = createClient({
    url,
    webSocketImpl: WebSocket,
    connectionParams: async () => ({ token: typeof token === 'string' ? token : await token() }),
    retryAttempts: 0,
    on: {
      connected: () => {
        following.isAccepted = true
      },
    },
  })
  const { run, after } = following
  return new Promise<void>((resolve, reject) => {
    client.subscribe<{ runLog: Entry }>(
      { query, variables: { run, after } },
      {
        next({ data, errors }) {
          if (errors || !data) return reject(errors)
          following.after = data.runLog.cursor
          if (data.runLog.__typename === 'RunEnded') following.outcome = data.runLog.statusText
          print(formatLine(data.runLog))
        },
        error: reject,
        complete: resolve,
      },
    )
  }).finally(() => client.dispose())
}

function formatLine(entry: Entry): string {
  return `${entry.createdAt.slice(0, 19).replace('T', ' ')}  ${formatEntry(entry)}`
}

function formatEntry(entry: Entry): string {
  switch (entry.__typename) {
    case 'RunStatusChanged':
      return `is ${entry.statusText}`
    case 'TaskLogAdded':
      return `recorded as ${entry.log?.statusText}`
    case 'EventAdded':
      return `${entry.event.eventType}  ${cutText(JSON.stringify(entry.event.content), 160)}`
    case 'RunEnded':
      return `ended: ${entry.statusText} ${entry.run?.errorMessage ?? ''}`.trimEnd()
    case 'StreamGap':
      return `(the log does not continue here: ${entry.reason})`
  }
}
