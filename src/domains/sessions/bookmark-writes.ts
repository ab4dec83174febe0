import { all } from '../../data/batching/condition.ts'
import { equals } from '../../data/batching/conditions.ts'
import { deleteRows, insertRow } from '../../data/write.ts'
import { idInput } from '../../schema/inputs.ts'
import { mutation } from '../../schema/mutation.ts'
import { lockRow } from '../../schema/own-rows.ts'
import type { Write } from '../../schema/write.ts'

type Mark = 'SessionPin' | 'SessionWishlist'

/** Idempotent: marking a marked session or unmarking an unmarked one is not an error. */
async function mark({ sql, viewer, input }: Write<{ id: string }>, model: Mark) {
  await lockRow({ sql, viewer }, 'Session', input.id, { noun: 'session' })
  await insertRow(sql, model, { userId: viewer.id, sessionId: input.id }, 'do nothing')
  return { session: input.id }
}

async function unmark({ sql, viewer, input }: Write<{ id: string }>, model: Mark) {
  const own = all([equals(model, 'userId', viewer.id), equals(model, 'sessionId', input.id)])
  const removed = await deleteRows(sql, model, own)
  // The mark of a session that was deleted, or belongs to another user, can be removed too.
  if (removed.length === 0) await lockRow({ sql, viewer }, 'Session', input.id, { noun: 'session' })
  return { session: input.id }
}

const options = {
  input: { id: idInput('Session') },
  payload: { session: 'Session' },
  errors: ['NotFoundError'],
  transaction: true,
} as const

mutation('pinSession', {
  ...options,
  description: 'Pins one of your sessions to the top of your list.',
  resolve: (write) => mark(write, 'SessionPin'),
})

mutation('unpinSession', {
  ...options,
  description: 'Unpins a session.',
  resolve: (write) => unmark(write, 'SessionPin'),
})

mutation('addSessionToWishlist', {
  ...options,
  description: 'Adds one of your sessions to your favourites.',
  resolve: (write) => mark(write, 'SessionWishlist'),
})

mutation('removeSessionFromWishlist', {
  ...options,
  description: 'Removes a session from your favourites.',
  resolve: (write) => unmark(write, 'SessionWishlist'),
})
