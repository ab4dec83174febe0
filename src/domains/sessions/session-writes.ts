import { z } from 'zod'
import { change } from '../../schema/change.ts'
import { expectedVersion, field, idOf, mutation, text } from '../../schema/mutation.ts'

const what = 'session'

mutation('renameSession', {
  description: 'Gives a session another name.',
  input: { id: idOf('Session'), name: field('String', text(200)), expectedVersion },
  changed: { session: 'Session' },
  errors: ['NotFoundError', 'VersionConflictError'],
  write: async ({ input, ...write }) => ({
    session: await change(write, 'Session', input.id, { name: input.name }, { what, ...input }),
  }),
})

mutation('setSessionPublic', {
  description: 'Publishes a session, so that everyone who knows its id may read it, or takes that back.',
  input: { id: idOf('Session'), public: field('Boolean', z.boolean()), expectedVersion },
  changed: { session: 'Session' },
  errors: ['NotFoundError', 'VersionConflictError'],
  write: async ({ input, ...write }) => ({
    session: await change(write, 'Session', input.id, { isPublic: input.public }, { what, ...input }),
  }),
})
