import { type WebSocketHandler, ws } from 'msw'
import type { Answer, FindScript, Script } from './script.ts'

type Message = {
  readonly type: string
  readonly id?: string
  readonly payload?: {
    readonly query?: string
    readonly operationName?: string | null
    readonly variables?: Readonly<Record<string, unknown>> | null
  }
}

type Send = (message: { type: string; id?: string | undefined; payload?: unknown }) => void

/**
 * Messages that a handler has answered, by connection. Each connection is given to all handlers in their order, and each
 * message is to be answered by the first that has an answer.
 */
const answered = new WeakMap<object, Set<string>>()

function claim(connection: object, message: string): boolean {
  const messages = answered.get(connection) ?? new Set()
  answered.set(connection, messages)
  if (messages.has(message)) return false
  messages.add(message)
  return true
}

/** Answers operations over graphql-transport-ws at addresses that end in `/graphql`. */
export const createSocketHandler = (find: FindScript): WebSocketHandler =>
  ws.link('*/graphql').addEventListener('connection', ({ client }) => {
    const running = new Map<string, AbortController>()
    const send: Send = (message) => client.send(JSON.stringify(message))
    function subscribe(id: string, { query = '', operationName, variables }: Message['payload'] = {}): void {
      const script = find(operationName ?? getOperationName(query))
      if (!script || !claim(client, id)) return
      const controller = new AbortController()
      running.set(id, controller)
      void play(script, variables ?? {}, { id, send, signal: controller.signal })
    }
    client.addEventListener('message', ({ data }) => {
      const { type, id = '', payload } = JSON.parse(String(data)) as Message
      if (type === 'connection_init' && claim(client, type)) send({ type: 'connection_ack' })
      else if (type === 'ping') send({ type: 'pong' })
      else if (type === 'subscribe') subscribe(id, payload)
      else if (type === 'complete') running.get(id)?.abort()
    })
    client.addEventListener('close', () => {
      for (const controller of running.values()) controller.abort()
    })
  })

async function play(
  { answers, isComplete, isStream }: Script,
  variables: Readonly<Record<string, unknown>>,
  { id, send, signal }: { readonly id: string; readonly send: Send; readonly signal: AbortSignal },
): Promise<void> {
  for await (const answer of answers(variables)) {
    if (signal.aborted) return
    if (!isStream && isRefusal(answer)) return send({ type: 'error', id, payload: answer.errors })
    send({ type: 'next', id, payload: answer })
  }
  if (isComplete && !signal.aborted) send({ type: 'complete', id })
}

const isRefusal = ({ data, errors }: Answer) => !data && errors !== undefined

/** The name of the first operation of a document; empty if there is none. */
export const getOperationName = (query: string): string =>
  /^\s*(?:query|mutation|subscription)\s+(\w+)/m.exec(query)?.[1] ?? ''
