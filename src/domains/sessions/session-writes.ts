import { z } from 'zod'
import { insertRow, withoutKey } from '../../data/write.ts'
import {
  expectedVersion,
  idInput,
  inputEnum,
  inputField,
  optionalIdInput,
  singleLine,
} from '../../schema/inputs.ts'
import { mutation } from '../../schema/mutation.ts'
import { holdModel } from './model-choice.ts'
import { SessionKind } from './values.ts'

const noun = 'session'
const maxNameLength = 200
const name = singleLine(maxNameLength)

mutation('createSession', {
  description: 'Creates a session. Work starts when the platform receives the first request or message.',
  input: {
    kind: inputEnum(SessionKind, ['agent', 'chat'], 'The kind of work that the session is for.'),
    name: inputField(
      'String',
      name.nullish(),
      'The name of the session; without one, the platform generates it from the first message.',
    ),
    modelSettingId: optionalIdInput(
      'ModelSetting',
      'One of your own model settings or the system’s; without it, the platform’s default.',
    ),
  },
  payload: { session: 'Session' },
  errors: ['NotFoundError'],
  idempotent: true,
  resolve: async ({ input: { kind, modelSettingId, name }, ...write }) => {
    if (modelSettingId) await holdModel(write, modelSettingId)
    const session = await insertRow(write.sql, 'Session', {
      userId: write.viewer.id,
      name,
      modelSettingId,
      appKind: kind,
      agentType: kind === 'chat' ? 'chat' : null,
      // As in the platform: the protocol version of each kind of client.
      apiVersion: kind === 'chat' ? 'v0' : 'v1',
    })
    return { session: session?.id ?? null }
  },
})

mutation('renameSession', {
  description: 'Renames a session. The platform no longer replaces the name with a generated title.',
  input: {
    id: idInput('Session'),
    name: inputField('String', name, `The new name, one line of at most ${maxNameLength} characters.`),
    expectedVersion,
  },
  payload: { session: 'Session' },
  errors: ['NotFoundError', 'VersionConflictError'],
  update: ({ id, name, expectedVersion }) => {
    const sessionMetadata = withoutKey('Session', 'sessionMetadata', 'title_pending')
    return { noun, key: id, set: { name, sessionMetadata }, expectedVersion }
  },
})

mutation('setSessionPublic', {
  description: 'Makes a session public, so that everyone who knows its id may read it, or private.',
  input: {
    id: idInput('Session'),
    public: inputField(
      'Boolean',
      z.boolean(),
      'True lets everyone with the id read the session, signed in or not.',
    ),
    expectedVersion,
  },
  payload: { session: 'Session' },
  errors: ['NotFoundError', 'VersionConflictError'],
  update: ({ id, public: isPublic, expectedVersion }) => ({
    noun,
    key: id,
    set: { isPublic },
    expectedVersion,
  }),
})
