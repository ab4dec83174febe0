import { z } from 'zod'
import { withKey } from '../../data/write.ts'
import { enumInput, expectedVersion, idInput, inputField, inputObject, json } from '../../schema/inputs.ts'
import { mutation } from '../../schema/mutation.ts'
import { lockRows, updateOwnRow } from '../../schema/own-rows.ts'

const noun = 'session'
const maxReferences = 20
const maxChanges = 1000
const maxCharacters = 1_000_000

const ReferenceUse = enumInput('MediaReferenceUse', 'What to take from a reference file.', {
  subject: 'The person or thing in the file.',
  scene: 'The place and setting in the file.',
  style: 'The visual style of the file.',
})

const Reference = inputObject(
  'MediaReferenceInput',
  'A reference file that generated media should resemble.',
  {
    assetId: idInput('UserAsset', 'One of your files.'),
    use: inputField(ReferenceUse.type, ReferenceUse.rule, 'What to take from the file.'),
  },
)

mutation('updateAdvancedMode', {
  description: 'Sets the reference files that media made in the session should resemble.',
  input: {
    id: idInput('Session'),
    enabled: inputField('Boolean', z.boolean(), 'Whether the references are used from now on.'),
    references: inputField(
      [Reference.type],
      z.array(Reference.rule).max(maxReferences).nullish(),
      'The complete list of references; without it, all are removed.',
    ),
    expectedVersion,
  },
  payload: { session: 'Session' },
  errors: ['NotFoundError', 'VersionConflictError'],
  transaction: true,
  resolve: async ({ input: { id, enabled, references, expectedVersion }, ...write }) => {
    const given = references ?? []
    const keys = given.map(({ assetId }) => assetId)
    await lockRows(write, 'UserAsset', keys, 'file')
    const mode = { enabled, references: given.map(({ assetId, use }) => ({ file_id: assetId, type: use })) }
    const set = { sessionMetadata: withKey('Session', 'sessionMetadata', 'advanced_mode', mode) }
    return { session: await updateOwnRow(write, 'Session', id, set, { noun, expectedVersion }) }
  },
})

const changes = json(z.array(z.unknown()).max(maxChanges), maxCharacters)

mutation('saveDesignState', {
  description: 'Saves the changes of design mode, and those that can be redone.',
  input: {
    id: idInput('Session'),
    changes: inputField(
      'JSON',
      changes,
      `A list of at most ${maxChanges} changes, as the design mode makes them.`,
    ),
    redoChanges: inputField('JSON', changes, 'A list of the undone changes, in the same form.'),
    expectedVersion,
  },
  payload: { session: 'Session' },
  errors: ['NotFoundError', 'VersionConflictError'],
  update: ({ id, changes, redoChanges, expectedVersion }) => {
    const state = { changes, redo_changes: redoChanges, updated_at: Date.now() }
    const set = { sessionMetadata: withKey('Session', 'sessionMetadata', 'design_mode', state) }
    return { noun, key: id, set, expectedVersion }
  },
})
