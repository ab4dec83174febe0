import { ForbiddenError, UnauthenticatedError } from '../errors/client-errors.ts'
import type { Stream } from '../live/stream.ts'
import type { WatchKey } from '../live/watch-keys.ts'
import type { Context } from './context.ts'

/** The access that a subscription requires when it starts and while it lasts. */
export type Rights = {
  /** The changes after which the access is checked again. */
  readonly interests: readonly WatchKey[]
  /** Throws the error that ends the subscription if access is denied. */
  readonly check: (context: Context) => Promise<void>
}

/** Access for subscriptions about the rows of all users. */
export const adminOnly: Rights = {
  interests: [],
  async check({ viewer }) {
    if (!viewer) throw new UnauthenticatedError()
    if (!viewer.isAdmin) throw new ForbiddenError('Only admins may ask for this.')
  },
}

/**
 * The result of a field's `subscribe`: a stream, executed by the server with a fresh context and loaders for
 * each event.
 */
export class SubscriptionSource {
  readonly stream: Stream
  readonly rights: Rights

  constructor(stream: Stream, rights: Rights) {
    this.stream = stream
    this.rights = rights
  }

  /** GraphQL requires an iterable; the server reads the events from the stream instead. */
  [Symbol.asyncIterator](): AsyncIterator<object> {
    throw new Error('Subscriptions run through the subscribe function of src/server/subscriptions.')
  }
}

/** Checks the access, then opens the stream. Rejects with the error of the check. */
export async function openSource(
  context: Context,
  rights: Rights,
  stream: () => Stream,
): Promise<SubscriptionSource> {
  await rights.check(context)
  return new SubscriptionSource(stream(), rights)
}

/** Thrown by a resolver to omit an event that the viewer may not see. */
export class SkipEvent extends Error {}
