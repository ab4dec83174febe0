import { z } from 'zod'
import { withoutKey } from '../../data/write.ts'
import { change } from '../../schema/change.ts'
import { expectedVersion, field, idOf, line } from '../../schema/inputs.ts'
import { mutation } from '../../schema/mutation.ts'

const what = 'session'

mutation('renameSession', {
  description: 'Gives a session another name, which no later guess at a title replaces.',
  input: { id: idOf('Session'), name: field('String', line(200)), expectedVersion },
  changed: { session: 'Session' },
  errors: ['NotFoundError', 'VersionConflictError'],
  write: async ({ input, ...write }) => {
    const sessionMetadata = withoutKey('Session', 'sessionMetadata', 'title_pending')
    const set = { name: input.name, sessionMetadata }
    return { session: await change(write, 'Session', input.id, set, { what, ...input }) }
  },
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
