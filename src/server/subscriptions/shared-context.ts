import { type Context, createContext, type Services } from '../../schema/context.ts'

const ofThisTurn = new WeakMap<Services, Map<string, Context>>()

/**
 * What an event is executed with: loaders that know nothing of the events before. Events of one viewer that came
 * of one and the same answer of the database, of however many streams, share them, and so the statements that they send.
 */
export function sharedContext(base: Context): Context {
  const { services, viewer } = base
  const key = viewer ? `${viewer.id} ${viewer.isAdmin} ${viewer.apiKeyId}` : ''
  const contexts = ofThisTurn.get(services) ?? new Map<string, Context>()
  const known = contexts.get(key)
  if (known) return known
  const made = { ...base, ...createContext(base) }
  contexts.set(key, made)
  ofThisTurn.set(services, contexts)
  // Before anything else arrives: what is learnt later must be read later.
  process.nextTick(() => contexts.delete(key))
  return made
}
