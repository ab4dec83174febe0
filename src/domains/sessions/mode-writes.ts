import { z } from 'zod'
import { withKey } from '../../data/write.ts'
import { change, holdAll } from '../../schema/change.ts'
import { choiceOf, expectedVersion, field, idOf, inputObject, json } from '../../schema/inputs.ts'
import { mutation } from '../../schema/mutation.ts'

const what = 'session'
const mostReferences = 20
const mostChanges = 1000
const mostCharacters = 1_000_000

const ReferenceUse = choiceOf('MediaReferenceUse', 'In what something should resemble a file.', {
  subject: 'Who or what is shown.',
  scene: 'Where it is.',
  style: 'How it looks.',
})

const Reference = inputObject('MediaReferenceInput', 'A file that what is made should resemble.', {
  assetId: idOf('UserAsset', 'One of your files.'),
  use: field(ReferenceUse.type, ReferenceUse.rule, 'In what it should be resembled.'),
})

mutation('updateAdvancedMode', {
  description: 'Says which files everything that the session makes should resemble.',
  input: {
    id: idOf('Session'),
    enabled: field('Boolean', z.boolean(), 'Whether the references are followed from now on.'),
    references: field(
      [Reference.type],
      z.array(Reference.rule).max(mostReferences).nullish(),
      'All of them; without a list, none.',
    ),
    expectedVersion,
  },
  changed: { session: 'Session' },
  errors: ['NotFoundError', 'VersionConflictError'],
  transaction: true,
  write: async ({ input: { id, enabled, references, expectedVersion }, ...write }) => {
    const given = references ?? []
    const keys = given.map(({ assetId }) => assetId)
    await holdAll(write, 'UserAsset', keys, 'file')
    const mode = { enabled, references: given.map(({ assetId, use }) => ({ file_id: assetId, type: use })) }
    const set = { sessionMetadata: withKey('Session', 'sessionMetadata', 'advanced_mode', mode) }
    return { session: await change(write, 'Session', id, set, { what, expectedVersion }) }
  },
})

const changes = json(z.array(z.unknown()).max(mostChanges), mostCharacters)

mutation('saveDesignState', {
  description: 'Keeps what was changed in design mode, and what can be done again after an undo.',
  input: {
    id: idOf('Session'),
    changes: field(
      'JSON',
      changes,
      `A list of at most ${mostChanges} changes, as the design mode makes them.`,
    ),
    redoChanges: field('JSON', changes, 'Such a list: what was undone.'),
    expectedVersion,
  },
  changed: { session: 'Session' },
  errors: ['NotFoundError', 'VersionConflictError'],
  change: ({ id, changes, redoChanges, expectedVersion }) => {
    const state = { changes, redo_changes: redoChanges, updated_at: Date.now() }
    const set = { sessionMetadata: withKey('Session', 'sessionMetadata', 'design_mode', state) }
    return { what, key: id, set, expectedVersion }
  },
})
