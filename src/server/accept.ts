import type { IncomingMessage } from 'node:http'
import { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { LRUCache } from 'lru-cache'
import Negotiator from 'negotiator'
import type { HttpRequestInfo } from './request.ts'

const json = 'application/json'
const eventStream = 'text/event-stream'
/** The media types of answers, the default first. */
const answerTypes = [json, 'application/graphql-response+json', eventStream]

/** What a client accepts of the media types of answers, best first. Programs repeat the same few headers. */
const negotiated = new LRUCache<string, readonly string[]>({ max: 256 })

/** The media types of `offered` that a client accepts, best first (RFC 9110, section 12.5.1). */
function acceptedTypes(accept: string, offered: readonly string[]): string[] {
  // Answers are UTF-8, which a client may ask for by a parameter of the type.
  const inUtf8 = offered.map((type) => `${type}; charset=utf-8`)
  const accepted = new Negotiator({ headers: { accept: accept || '*/*' } }).mediaTypes(inUtf8)
  return accepted.map((type) => type.split(';')[0] ?? type)
}

/** Whether a browser asks for a page rather than for data. */
export function prefersHtml({ headers: { accept = '*/*' } }: IncomingMessage): boolean {
  return (
    accept.includes('text/html') && acceptedTypes(accept, [...answerTypes, 'text/html'])[0] === 'text/html'
  )
}

/**
 * Replaces a request's `Accept` by the media type of its answer, followed by that of event streams if the client takes them:
 * Yoga, which ignores quality values, then chooses as RFC 9110 says. Throws HTTP 406 if no type is acceptable.
 */
export function negotiate({ headers }: IncomingMessage): void {
  const { accept = '*/*' } = headers
  let types = negotiated.get(accept)
  if (!types) {
    types = acceptedTypes(accept, answerTypes)
    negotiated.set(accept, types)
  }
  const [best, ...others] = types
  headers.accept = others.includes(eventStream) ? `${best}, ${eventStream}` : (best ?? json)
  if (!best) throw notAcceptable(answerTypes)
}

/** Whether a plain JSON answer was negotiated. */
export const acceptsJson = ({ headers }: IncomingMessage) => headers.accept?.startsWith(json) ?? true

/** Refuses a subscription before it begins if its client takes no event stream. */
export function useEventStreamsOnly(): Plugin {
  return {
    onSubscribe({ args, setResultAndStopExecution }) {
      const { via, req } = args.contextValue as unknown as HttpRequestInfo
      if (via !== 'http' || req.headers.accept?.includes(eventStream)) return
      setResultAndStopExecution({ errors: [notAcceptable([eventStream])] })
    },
  }
}

function notAcceptable(types: readonly string[]): GraphQLError {
  const what = types.length === 1 ? 'Subscriptions over HTTP are answered as' : 'Answers are of the type'
  return new GraphQLError(
    `${what} ${types.join(', ')}: name it in Accept. Subscriptions work over WebSocket too.`,
    {
      extensions: { code: 'NOT_ACCEPTABLE', http: { status: 406 } },
    },
  )
}
