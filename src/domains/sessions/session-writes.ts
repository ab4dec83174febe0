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
const name = singleLine(200)

mutation('createSession', {
  description: 'Begins a session. Its work begins when the platform gets the first request or message.',
  input: {
    kind: inputEnum(SessionKind, ['agent', 'chat'], 'What is to be done in it.'),
    name: inputField('String', name.nullish(), 'Without one, the platform makes one of the first message.'),
    modelSettingId: optionalIdInput(
      'ModelSetting',
      'Your own or one of the system; without it, the usual one.',
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
  description: 'Gives a session another name, which no later guess at a title replaces.',
  input: { id: idInput('Session'), name: inputField('String', name), expectedVersion },
  payload: { session: 'Session' },
  errors: ['NotFoundError', 'VersionConflictError'],
  update: ({ id, name, expectedVersion }) => {
    const sessionMetadata = withoutKey('Session', 'sessionMetadata', 'title_pending')
    return { noun, key: id, set: { name, sessionMetadata }, expectedVersion }
  },
})

mutation('setSessionPublic', {
  description: 'Publishes a session, so that everyone who knows its id may read it, or takes that back.',
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
