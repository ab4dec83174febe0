import { InvalidArgumentError } from 'commander'
import { readConfig } from '../config.ts'

/** Reads the address of a gateway, with `http:`, `https:`, `ws:` or `wss:`. Throws commander's error for any other text. */
export function readGatewayUrl(text: string): URL {
  if (URL.canParse(text) && /^(http|ws)s?:/i.test(text)) return new URL(text)
  throw new InvalidArgumentError('It must be an address such as http://127.0.0.1:4000/graphql.')
}

/** Returns the address of `/graphql` of a gateway that was started on this machine with the same `PORT`. */
export const localGatewayUrl = (): URL =>
  new URL(`http://127.0.0.1:${readConfig(undefined, 'database').port}/graphql`)

/** Returns the same address for requests over HTTP. */
export const toHttpUrl = (url: URL): string => url.href.replace(/^ws/, 'http')

/** Returns the same address for a WebSocket. */
export const toSocketUrl = (url: URL): string => url.href.replace(/^http/, 'ws')

/** Describes why a gateway was not reached, by the innermost error of what `fetch` or a WebSocket failed with. */
export function describeUnreachable(failure: unknown): string {
  let inner = failure
  for (let next = failure; next instanceof Object; next = causeOf(next)) inner = next
  const { message = 'no connection' } = (inner ?? {}) as Partial<Error>
  return `The gateway was not reached: ${message}`
}

/** Returns the error that a failure wraps: the event of a WebSocket, the error of `fetch`, or those of several addresses. */
function causeOf(failure: object): unknown {
  if (failure instanceof AggregateError) return failure.errors[0]
  const { error, cause } = failure as Partial<ErrorEvent> & { cause?: unknown }
  return error ?? cause
}
