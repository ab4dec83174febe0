import type { ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import type { Credentials } from '../auth/authenticate.ts'
import type { Viewer } from '../auth/viewer.ts'
import type { Config } from '../config.ts'
import { ServiceUnavailableError, UnauthenticatedError } from '../errors/client-errors.ts'
import { type Context, createContext } from '../schema/context.ts'
import { Explanation } from '../schema/explanation.ts'
import { mayExplain } from './explain.ts'
import type { RateLimiter } from './limits/rate.ts'
import type { RequestInfo } from './request.ts'
import type { Runtime, Status } from './status.ts'
import type { SerializedSink } from './subscriptions/delivery.ts'

/** The context before authentication. */
export type InitialContext = RequestInfo & {
  /** WebSocket clients send them once, in `connection_init`; HTTP clients in the headers of each request. */
  credentials?: Credentials
  /** True if the client asks for `extensions.explain`. */
  isExplainRequested?: boolean
  /** Receives subscription results as JSON text, bypassing the iterator. */
  readonly direct?: SerializedSink
  /** The response, whose end releases the bytes of the request. */
  readonly res?: ServerResponse
}

/** Creates the context of an operation. */
export type ContextFactory = (initial: InitialContext) => Promise<Context>

/** A failed authentication counts as this many requests of the address, to limit guessing. */
const failureCosts = 10

/** Authenticates credentials. Failures count against the rate limit of the address. */
export async function identify(
  { authenticator }: Runtime,
  rate: RateLimiter,
  { credentials, address }: { readonly credentials: Credentials; readonly address: string },
): Promise<Viewer | null> {
  try {
    return await authenticator.authenticate(credentials)
  } catch (error) {
    const isGuess = error instanceof UnauthenticatedError
    if (isGuess) await rate.take('addressRequests', address, failureCosts)
    throw error
  }
}

/** Returns the runtime. Throws `SERVICE_UNAVAILABLE` with the reason while the gateway is starting. */
export function getRuntime(status: Status): Runtime {
  if (!status.runtime) throw new ServiceUnavailableError(`The gateway is starting: ${status.reason}`)
  return status.runtime
}

/**
 * Returns a function that creates the context of an operation: the viewer, and new loaders. Used by all
 * transports.
 */
export function createContextFactory(
  status: Status,
  rate: RateLimiter,
  log: Logger,
  mode: Config['mode'],
): ContextFactory {
  return async ({ credentials = {}, isExplainRequested, requestId, address, cancellation, res }) => {
    const runtime = getRuntime(status)
    const viewer = await identify(runtime, rate, { credentials, address })
    const counted = viewer && rate.take('viewerRequests', viewer.id)
    if (counted) await counted
    const isExplained = isExplainRequested && mayExplain(mode, viewer)
    const explanation = isExplained ? new Explanation() : undefined
    const { services } = runtime
    const context = createContext({ services, viewer, requestId, log, cancellation, explanation })
    if (res) releaseAfter(res, context)
    return context
  }
}

/** Releases a request's bytes once its response was sent or aborted. */
function releaseAfter(response: ServerResponse, { bytes }: Context): void {
  if (response.closed) bytes.release()
  else response.once('close', () => bytes.release())
}
