import type { ServerResponse } from 'node:http'
import { GraphQLError } from 'graphql'
import type { YogaInitialContext } from 'graphql-yoga'
import type { Logger } from 'pino'
import type { Credentials } from '../auth/authenticate.ts'
import type { Viewer } from '../auth/viewer.ts'
import { type Context, createContext } from '../schema/context.ts'
import { unavailable } from './errors.ts'
import type { RateLimiter } from './limits/rate.ts'
import type { RequestInfo } from './request.ts'
import type { Runtime, Status } from './status.ts'
import type { SerializedSink } from './subscriptions/delivery.ts'

/** A WebSocket shows its credentials once, in `connection_init`; HTTP shows them in the headers of each request. */
export type InitialContext = Partial<YogaInitialContext> &
  RequestInfo & {
    readonly credentials?: Credentials
    /** Where the results of a subscription go without a way through its iterator. */
    readonly direct?: SerializedSink
    /** Where the answer goes, over HTTP. */
    readonly res?: ServerResponse
  }

/** Who guesses credentials may guess less often than others may ask. */
const failureCosts = 10

/** Who shows these credentials. Those that do not hold are counted as many requests of the address. */
export async function identify(
  { authenticator }: Runtime,
  rate: RateLimiter,
  { shown, address }: { readonly shown: Credentials; readonly address: string },
): Promise<Viewer | null> {
  return authenticator.authenticate(shown).catch(async (error: unknown) => {
    const isGuess = error instanceof GraphQLError && error.extensions.code === 'UNAUTHENTICATED'
    if (isGuess) await rate.take('addressRequests', address, failureCosts)
    throw error
  })
}

/** What requests are answered with, or the error that says why there is nothing yet. */
export function runtimeOf(status: Status): Runtime {
  if (!status.runtime) throw unavailable(`The gateway is starting: ${status.reason}`)
  return status.runtime
}

/** Makes the context of one operation, whichever way it came: who asks, and loaders of its own. */
export function contextFactory(status: Status, rate: RateLimiter, log: Logger) {
  return async (initial: InitialContext): Promise<Context> => {
    const { request, credentials, requestId, address, cancellation, res } = initial
    const backend = runtimeOf(status)
    const shown = credentials ?? {
      authorization: request?.headers.get('authorization'),
      apiKey: request?.headers.get('x-api-key'),
    }
    const viewer = await identify(backend, rate, { shown, address })
    if (viewer) await rate.take('viewerRequests', viewer.id)
    const context = createContext({ services: backend.services, viewer, requestId, log, cancellation })
    if (res) releaseAfter(res, context)
    return context
  }
}

/** What a request holds is held until its client has the answer, or is gone. */
function releaseAfter(response: ServerResponse, { bytes }: Context): void {
  if (response.closed) bytes.release()
  else response.once('close', () => bytes.release())
}
