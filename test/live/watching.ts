import type { FormattedExecutionResult } from 'graphql'
import { type Client, createClient } from 'graphql-ws'
import { afterEach } from 'vitest'
import { WebSocket } from 'ws'
import { subscriptions } from '../../src/server/diagnostics.ts'
import { signTokenFor } from '../support/client.ts'

const open: Client[] = []
afterEach(async () => {
  for (const client of open.splice(0)) await client.dispose()
})

/** The person whose token a client carries. */
export type Person = { id: string; email: string }

/** The stock client of a person, which is disposed of after the test. */
export async function clientOf(socketUrl: string, person: Person | null, retryAttempts = 0): Promise<Client> {
  const client = createClient({
    url: socketUrl,
    webSocketImpl: WebSocket,
    connectionParams: person ? { token: await signTokenFor(person) } : {},
    retryAttempts,
    lazy: true,
  })
  open.push(client)
  return client
}

/** Takes results until one meets the condition, that one included; throws after a minute and a half, and for errors. */
export async function takeUntil<Data>(
  results: AsyncIterator<FormattedExecutionResult<Data, unknown>>,
  enough: (data: Data, taken: Data[]) => boolean,
): Promise<Data[]> {
  const taken: Data[] = []
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`too late, after ${JSON.stringify(taken)}`)), 90_000)
  })
  try {
    for (;;) {
      const { value, done } = await Promise.race([results.next(), late])
      if (done) throw new Error(`the stream ended after ${JSON.stringify(taken)}`)
      if (value.errors || !value.data) throw new Error(JSON.stringify(value.errors))
      taken.push(value.data)
      if (enough(value.data, taken)) return taken
    }
  } finally {
    clearTimeout(timer)
  }
}

/** Resolves when this process has opened this many subscriptions, counted from the call. */
export function openedSubscriptions(count: number): Promise<void> {
  return new Promise((resolve) => {
    let opened = 0
    const onChange = (change: unknown) => {
      if (change === 1) opened += 1
      if (opened < count) return
      subscriptions.unsubscribe(onChange)
      resolve()
    }
    subscriptions.subscribe(onChange)
  })
}
