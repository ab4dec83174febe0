import { type OperationArguments, type TypedDocument, toOperation, type UntypedDocument } from './document.ts'
import { createFollow, type Follow, type FollowOptions } from './follow.ts'
import {
  WatchMessagesDocument,
  type WatchMessagesSubscription,
  WatchRunLogDocument,
  type WatchRunLogSubscription,
  WatchSessionEventsDocument,
  type WatchSessionEventsSubscription,
} from './generated/graphql.ts'
import { createLive, type Live, type Result } from './live.ts'
import type { Entry } from './log-reader.ts'
import { type Observer, observe } from './observe.ts'
import type { RetryOptions } from './retry.ts'
import { createTokenSource, type Token } from './token.ts'
import { execute, type OperationRequest } from './transport/http.ts'
import { createEventStreams } from './transport/server-sent-events.ts'
import type { Transport } from './transport/transport.ts'
import { createWebSocketTransport } from './transport/web-socket.ts'

/** Options of `createClient`. */
export type ClientOptions = {
  /** Of the gateway's `/graphql`; relative ones count from the page. */
  readonly url: string
  readonly token?: Token | null
  /**
   * Subscriptions go over a WebSocket where there is one: that of the environment, or this constructor (`ws` in Node 20).
   * With false, they go over event streams.
   */
  readonly webSocket?: unknown
  /** The back-off between connections of a subscription: from 0.5 s to 15 s. */
  readonly retry?: RetryOptions
  /** Sends the hashes of documents that have one instead of their texts: the gateway must have their manifest. */
  readonly persistedDocuments?: boolean
  /** A WebSocket that answers no ping for so many milliseconds is given up. Default: 10,000. */
  readonly keepAliveMs?: number
  readonly fetch?: typeof fetch
}

/** Options of a query or mutation. */
export type RequestOptions = { readonly signal?: AbortSignal | undefined }

/** The entries of a log: the one field of its subscription. */
export type EntryOf<Data> = NonNullable<Data[Exclude<keyof Data, '__typename'>]>

/** The answer of a mutation's one field: a union of its success and its errors, by `__typename`. */
export type PayloadOf<Data> = NonNullable<Data[Exclude<keyof Data, '__typename'>]>

/** From the start, or behind the cursor `after`. */
export type After = { readonly after?: string | undefined }

/** A client of one gateway. */
export type Client = {
  /** Executes a query. Rejects with a `GatewayError` if there is no data; `errors` are those of single fields. */
  query<Data, Variables>(
    document: TypedDocument<Data, Variables>,
    ...[variables, options]: OperationArguments<Variables, RequestOptions>
  ): Promise<Result<Data>>
  /** Executes a mutation of one field, and returns its payload. Rejects with a `GatewayError` if there is none. */
  mutate<Data, Variables>(
    document: TypedDocument<Data, Variables>,
    ...[variables, options]: OperationArguments<Variables, RequestOptions>
  ): Promise<PayloadOf<Data>>
  /** Subscribes to a state. */
  subscribe<Data, Variables>(
    document: TypedDocument<Data, Variables>,
    ...[variables, options]: OperationArguments<Variables, RequestOptions>
  ): Live<Data>
  /** Follows any log; the document asks for `__typename`, `cursor` and, of `StreamGap`, `reason`. */
  follow<Data, Variables>(
    document: TypedDocument<Data, Variables>,
    variables: Omit<Variables, 'after'>,
    options?: FollowOptions & After,
  ): Follow<EntryOf<Data> & Entry>
  /** Follows the log of a run to its end. */
  followRunLog(run: string, options?: FollowOptions & After): Follow<EntryOf<WatchRunLogSubscription>>
  /** Follows the events of a session. */
  followSession(
    session: string,
    options?: FollowOptions & After,
  ): Follow<EntryOf<WatchSessionEventsSubscription>>
  /** Follows the messages of a session. */
  followMessages(session: string, options?: FollowOptions & After): Follow<EntryOf<WatchMessagesSubscription>>
  /**
   * Subscribes for another GraphQL library (a link of Apollo Client, a network of Relay): the library sees one subscription,
   * however often the connection is lost. A log goes on behind its last entry; ask for its `cursor`, with the variable
   * `after`. Returns the function that ends it.
   */
  observe(request: OperationRequest, observer: Observer): () => void
  /** Ends all streams, closes the WebSocket, and connects no more. */
  dispose(): void
}

/** Creates a client. It connects with its first subscription; `dispose()` closes its connection. */
export function createClient(options: ClientOptions): Client {
  const { url: given, token, webSocket = globalThis.WebSocket, retry = {}, keepAliveMs = 10_000 } = options
  const url = new URL(given, globalThis.location?.href).href
  const tokens = createTokenSource(token)
  const http = { url, tokens, fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)) }
  const disposal = new AbortController()
  const socket = webSocket
    ? createWebSocketTransport({
        url: url.replace(/^http/, 'ws'),
        tokens,
        webSocketImpl: webSocket,
        keepAliveMs,
      })
    : undefined
  const connect = socket?.subscribe ?? createEventStreams(http)
  const transport: Transport = async (request, sink, signal) => {
    // As if the gateway had completed it.
    if (!disposal.signal.aborted) await connect(request, sink, AbortSignal.any([signal, disposal.signal]))
  }
  const settings = { transport, tokens, retry }
  const name = (document: UntypedDocument) => toOperation(document, options.persistedDocuments ?? false)

  const follow: Client['follow'] = (document, variables, { after, ...followOptions } = {}) =>
    createFollow({ settings, operation: name(document), variables, after }, followOptions)
  const send = (document: UntypedDocument, variables?: object, { signal }: RequestOptions = {}) =>
    execute(http, { ...name(document), variables }, signal)

  async function mutate(document: UntypedDocument, variables?: object, requestOptions?: RequestOptions) {
    const { data, errors } = await send(document, variables, requestOptions)
    const payload = Object.entries(data as object).find(([name]) => name !== '__typename')?.[1]
    if (payload === null || payload === undefined) throw errors[0]
    return payload
  }
  const subscribe = (document: UntypedDocument, variables: object = {}, { signal }: RequestOptions = {}) =>
    createLive({ settings, operation: name(document), variables }, signal)

  return {
    query: send as Client['query'],
    mutate: mutate as Client['mutate'],
    subscribe: subscribe as Client['subscribe'],
    follow,
    followRunLog: (run, followOptions) => follow(WatchRunLogDocument, { run }, followOptions),
    followSession: (session, followOptions) => follow(WatchSessionEventsDocument, { session }, followOptions),
    followMessages: (session, followOptions) => follow(WatchMessagesDocument, { session }, followOptions),
    observe: (request, observer) => observe(settings, request, observer),
    dispose() {
      disposal.abort()
      socket?.dispose()
    },
  }
}
