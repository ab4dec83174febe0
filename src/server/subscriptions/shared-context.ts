import { Cancellation } from '../../data/cancellation.ts'
import { type Context, createContext, type Services } from '../../schema/context.ts'

/** A context shared by several users; cancelled when all of them have left. */
export type SharedContext = Context & { readonly cancellation: Cancellation }

const users = new WeakMap<SharedContext, number>()

/** Adds a user of a context; it is cancelled once all users have called the returned function. */
export function enterContext(context: SharedContext): () => void {
  let hasLeft = false
  users.set(context, (users.get(context) ?? 0) + 1)
  return () => {
    if (hasLeft) return
    hasLeft = true
    const left = (users.get(context) ?? 1) - 1
    if (left > 0) return void users.set(context, left)
    // V8's minor collections keep what a WeakMap holds.
    users.delete(context)
    context.cancellation.cancel()
    context.bytes.release()
  }
}

/**
 * Returns a context with new loaders that no other work shares, nor its limits. It explains nothing: the statements of all
 * events would be kept as long as the subscription.
 */
export function separateContext(base: Context): SharedContext {
  const { services, viewer, requestId, log } = base
  const cancellation = new Cancellation()
  const context = createContext({ services, viewer, requestId, log, cancellation })
  return Object.assign(context, { cancellation })
}

const ofThisTurn = new WeakMap<Services, Map<string, SharedContext>>()

/**
 * Returns the context of an event, with new loaders. Events of one viewer in the same turn, of any number of
 * streams, share it and thus their statements.
 */
export function perTickContext(base: Context): SharedContext {
  const { services, viewer } = base
  const key = JSON.stringify(viewer && [viewer.id, viewer.isAdmin, viewer.apiKeyId])
  const contexts = ofThisTurn.get(services) ?? new Map<string, SharedContext>()
  const known = contexts.get(key)
  if (known && !known.cancellation.isCancelled) return known
  const made = separateContext(base)
  contexts.set(key, made)
  ofThisTurn.set(services, contexts)
  // Before other input is processed: later notifications require later reads.
  process.nextTick(() => contexts.delete(key))
  return made
}
