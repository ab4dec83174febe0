import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from 'graphql-ws'
import { WebSocket } from 'ws'
import { people } from '../../src/demo/identities.ts'
import { EventStream } from '../live/event-stream.ts'
import { signTokenFor } from '../support/client.ts'

const query = `subscription ($id: ID!, $after: String) {
  sessionEvents(sessionId: $id, after: $after) {
    __typename
    ... on StreamEntry { cursor }
    ... on EventAdded { event { databaseId } }
  }
}`

type Entry = { __typename: string; cursor: string; event?: { databaseId: string } }

/** What one subscriber has had: its entries since the last gap, and how many gaps there were. */
export class Subscriber {
  seen: string[] = []
  gaps = 0
  /** Errors that stock clients take for the end. */
  readonly failures: string[] = []
  after: string | undefined

  take({ __typename, cursor, event }: Entry): void {
    this.after = cursor
    if (__typename === 'StreamGap') {
      this.gaps += 1
      this.seen = []
    } else if (event) this.seen.push(event.databaseId)
  }
}

/** Subscribers over both transports, in turn on each gateway, who reconnect as docs/reference/live.md says. */
export class Audience {
  readonly subscribers: Subscriber[] = []
  readonly #session: string
  readonly #leaving = new AbortController()
  readonly #leave: (() => void)[] = []

  constructor(session: string, urls: readonly string[], count: number) {
    this.#session = session
    for (let i = 0; i < count; i += 1) {
      const url = urls[i % urls.length] ?? ''
      const subscriber = new Subscriber()
      this.subscribers.push(subscriber)
      if (i < count / 2) this.#overSocket(subscriber, url.replace('http', 'ws'))
      else void this.#overHttp(subscriber, url)
    }
  }

  async leave(): Promise<void> {
    this.#leaving.abort()
    for (const leave of this.#leave) leave()
  }

  #overSocket(subscriber: Subscriber, url: string): void {
    const client = createClient({
      url,
      webSocketImpl: WebSocket,
      connectionParams: async () => ({ token: await signTokenFor(people.demo) }),
      retryAttempts: Number.POSITIVE_INFINITY,
      shouldRetry: () => true,
      retryWait: () => pause(100),
    })
    const variables = {
      id: this.#session,
      get after() {
        return subscriber.after
      },
    }
    client.subscribe<{ sessionEvents: Entry }>(
      { query, variables },
      {
        next: ({ data, errors }) => {
          if (errors) subscriber.failures.push(JSON.stringify(errors))
          else if (data) subscriber.take(data.sessionEvents)
        },
        error: (error) => subscriber.failures.push(String(error)),
        complete: () => {
          if (!this.#leaving.signal.aborted) subscriber.failures.push('completed')
        },
      },
    )
    this.#leave.push(() => void client.dispose())
  }

  async #overHttp(subscriber: Subscriber, url: string): Promise<void> {
    const { signal } = this.#leaving
    while (!signal.aborted) {
      try {
        const variables = { id: this.#session, after: subscriber.after }
        const stream = await EventStream.open(url, query, variables, {
          signal,
          onResult: ({ data, errors }) => {
            const code = errors?.[0]?.extensions.code
            if (data) subscriber.take(data.sessionEvents as unknown as Entry)
            else if (code !== 'SERVICE_UNAVAILABLE') subscriber.failures.push(JSON.stringify(errors))
          },
        })
        const ended = await stream.ended
        if (ended === 'complete' && stream.status === 200) subscriber.failures.push('completed')
      } catch {
        // Refused: the gateway or its database is away.
      }
      await pause(100)
    }
  }
}
