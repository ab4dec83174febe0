import type { Stream } from '../live/stream.ts'
import type { WatchKey } from '../live/watch-keys.ts'
import type { Context } from './context.ts'
import { ForbiddenError, UnauthenticatedError } from './errors.ts'

/** What a viewer must be allowed to for a subscription to begin and to go on. */
export type Rights = {
  /** The changes after which it is looked at again. */
  readonly interests: readonly WatchKey[]
  /** Throws the error that ends the subscription. */
  readonly check: (context: Context) => Promise<void>
}

/** For subscriptions about everyone's rows. */
export const adminOnly: Rights = {
  interests: [],
  async check({ viewer }) {
    if (!viewer) throw new UnauthenticatedError()
    if (!viewer.isAdmin) throw new ForbiddenError('Only admins may ask for this.')
  },
}

/** What the `subscribe` of a field answers: the server runs it, with a fresh context and fresh loaders for its events. */
export class SubscriptionSource {
  readonly stream: Stream
  readonly rights: Rights

  constructor(stream: Stream, rights: Rights) {
    this.stream = stream
    this.rights = rights
  }

  /** GraphQL wants an iterable; the server takes the events from the stream's tail instead. */
  [Symbol.asyncIterator](): AsyncIterator<object> {
    throw new Error('Subscriptions run through the subscribe function of src/server/subscriptions.')
  }
}

/** Checks the rights and answers the subscription; the stream is made after that. */
export async function openSource(
  context: Context,
  rights: Rights,
  stream: () => Stream,
): Promise<SubscriptionSource> {
  await rights.check(context)
  return new SubscriptionSource(stream(), rights)
}

/** Thrown by a resolver for an event that this viewer is not to know of: the event is left out. */
export class SkipEvent extends Error {}
