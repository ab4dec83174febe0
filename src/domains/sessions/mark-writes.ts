import { all } from '../../data/batching/condition.ts'
import { equals } from '../../data/batching/conditions.ts'
import { deleteRows, insertRow } from '../../data/write.ts'
import { holdRow } from '../../schema/change.ts'
import { idOf } from '../../schema/inputs.ts'
import { mutation, type Write } from '../../schema/mutation.ts'

type Mark = 'SessionPin' | 'SessionWishlist'

/** Both are idempotent: what is marked already stays marked, and what is not marked is no error. */
async function mark({ sql, viewer, input }: Write<{ id: string }>, model: Mark) {
  await holdRow({ sql, viewer }, 'Session', input.id, { what: 'session' })
  await insertRow(sql, model, { userId: viewer.id, sessionId: input.id }, 'do nothing')
  return { session: input.id }
}

async function unmark({ sql, viewer, input }: Write<{ id: string }>, model: Mark) {
  const own = all([equals(model, 'userId', viewer.id), equals(model, 'sessionId', input.id)])
  const removed = await deleteRows(sql, model, own)
  // The mark of a session that was deleted, or is someone else's, can go too.
  if (removed.length === 0) await holdRow({ sql, viewer }, 'Session', input.id, { what: 'session' })
  return { session: input.id }
}

const options = {
  input: { id: idOf('Session') },
  changed: { session: 'Session' },
  errors: ['NotFoundError'],
  transaction: true,
} as const

mutation('pinSession', {
  ...options,
  description: 'Pins one of your sessions to the top of your list.',
  write: (write) => mark(write, 'SessionPin'),
})

mutation('unpinSession', {
  ...options,
  description: 'Takes the pin off a session.',
  write: (write) => unmark(write, 'SessionPin'),
})

mutation('addSessionToWishlist', {
  ...options,
  description: 'Makes one of your sessions a favourite.',
  write: (write) => mark(write, 'SessionWishlist'),
})

mutation('removeSessionFromWishlist', {
  ...options,
  description: 'Makes a session a favourite no longer.',
  write: (write) => unmark(write, 'SessionWishlist'),
})
