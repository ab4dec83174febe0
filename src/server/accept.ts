import type { IncomingMessage } from 'node:http'
import type { Plugin } from 'graphql-yoga'
import { LRUCache } from 'lru-cache'
import Negotiator from 'negotiator'
import { RefusedRequestError } from '../errors/client-errors.ts'
import type { HttpRequestInfo } from './request.ts'

const json = 'application/json'
const eventStream = 'text/event-stream'
/** The media types of responses, the default first. */
const answerTypes = [json, 'application/graphql-response+json', eventStream]

/**
 * Cache of `Accept` headers and the response types they accept, in order of preference. Clients repeat few
 * headers.
 */
const negotiated = new LRUCache<string, readonly string[]>({ max: 256 })

/**
 * Returns the media types of `offered` that a client accepts, in order of preference (RFC 9110, section
 * 12.5.1).
 */
function acceptedTypes(accept: string, offered: readonly string[]): string[] {
  // Responses are UTF-8, which a client may request with a parameter of the media type.
  const inUtf8 = offered.map((type) => `${type}; charset=utf-8`)
  const accepted = new Negotiator({ headers: { accept: accept || '*/*' } }).mediaTypes(inUtf8)
  return accepted.map((type) => type.split(';')[0] ?? type)
}

/** True if a browser requests a page rather than data. */
export function prefersHtml({ headers: { accept = '*/*' } }: IncomingMessage): boolean {
  return (
    accept.includes('text/html') && acceptedTypes(accept, [...answerTypes, 'text/html'])[0] === 'text/html'
  )
}

/**
 * Replaces a request's `Accept` by the negotiated media type, followed by that of event streams if the client
 * accepts them: Yoga ignores quality values and then chooses as RFC 9110 requires. Throws HTTP 406 if no type
 * is acceptable.
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

/** True if a plain JSON response was negotiated. */
export const acceptsJson = ({ headers }: IncomingMessage) => headers.accept?.startsWith(json) ?? true

/** Rejects a subscription before execution if its client does not accept event streams. */
export function useEventStreamsOnly(): Plugin {
  return {
    onSubscribe({ args, setResultAndStopExecution }) {
      const { via, req } = args.contextValue as unknown as HttpRequestInfo
      if (via !== 'http' || req.headers.accept?.includes(eventStream)) return
      setResultAndStopExecution({ errors: [notAcceptable([eventStream])] })
    },
  }
}

function notAcceptable(types: readonly string[]): RefusedRequestError {
  const subject = types.length === 1 ? 'Subscriptions over HTTP are answered as' : 'Answers are of the type'
  const message = `${subject} ${types.join(', ')}: name it in Accept. Subscriptions work over WebSocket too.`
  return new RefusedRequestError('NOT_ACCEPTABLE', message)
}
