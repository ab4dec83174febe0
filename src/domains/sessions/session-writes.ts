import { z } from 'zod'
import { ownRows } from '../../auth/rules.ts'
import { all, condition } from '../../data/batching/condition.ts'
import { equals, flag, oneOf } from '../../data/batching/conditions.ts'
import { insertRow, selectForUpdate, updateRows, withoutKey } from '../../data/write.ts'
import {
  expectedVersion,
  idInput,
  inputEnum,
  inputField,
  optionalIdInput,
  singleLine,
} from '../../schema/inputs.ts'
import { mutation } from '../../schema/mutation.ts'
import { encodeNodeId } from '../../schema/node-id.ts'
import { keyFrom } from '../../schema/nodes.ts'
import { lockRow, updateOwnRow } from '../../schema/own-rows.ts'
import { holdModel } from './model-choice.ts'
import { SessionKind } from './values.ts'

const what = 'session'
const maxBatchSize = 50
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
    return { what, key: id, set: { name, sessionMetadata }, expectedVersion }
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
    what,
    key: id,
    set: { isPublic },
    expectedVersion,
  }),
})

const gone = 'The global id, for a cache to forget.'

mutation('deleteSession', {
  description: 'Deletes a session: nobody sees it any more, until `restoreSession`. Its runs go on.',
  input: { id: idInput('Session'), expectedVersion },
  returns: { deletedId: { type: 'ID', description: gone } },
  errors: ['NotFoundError', 'VersionConflictError'],
  resolve: async ({ input, ...write }) => ({
    deletedId: encodeNodeId(
      'Session',
      await updateOwnRow(write, 'Session', input.id, { isDeleted: true }, { what, ...input }),
    ),
  }),
})

mutation('deleteSessions', {
  description: `Deletes up to ${maxBatchSize} sessions: those that are there and yours; the others are named.`,
  input: {
    ids: { ...inputField(['ID'], z.array(z.string()).min(1).max(maxBatchSize)), model: 'Session' },
  },
  returns: {
    deletedIds: { type: ['ID'], description: 'The global ids, for a cache to forget.' },
    failedIds: {
      type: ['ID'],
      description: 'Those that are missing, deleted already or not yours, as you gave them.',
    },
  },
  errors: [],
  transaction: true,
  resolve: async ({ input: { ids }, sql, viewer }) => {
    const keys = new Map([...new Set(ids)].map((id) => [id, keyFrom('Session', id)]))
    const given = [...keys.values()].filter((key) => key !== null)
    const which = all([oneOf('Session', 'id', given), ownRows('Session', viewer)])
    // Locked in key order, so that concurrent deletions of the same sessions do not deadlock.
    await selectForUpdate(sql, 'Session', ['id'], which, 'update')
    const deleted = new Set(
      (await updateRows(sql, 'Session', { isDeleted: true }, which)).map(({ id }) => id),
    )
    return {
      deletedIds: [...deleted].map((key) => encodeNodeId('Session', key ?? '')),
      failedIds: [...keys].flatMap(([id, key]) => (key !== null && deleted.has(key) ? [] : [id])),
    }
  },
})

// Newer platform versions erase deleted sessions, and record it in columns that older ones lack.
const mayComeBack = condition(
  [],
  (row) =>
    `to_jsonb(${row})->>'purge_started_at' is null and to_jsonb(${row})->>'sar_priority' is distinct from 'true'`,
)
const isToBeErased = `select 1 from sessions t where id = $1::uuid and to_jsonb(t)->>'purge_after' is not null`
const keep = 'update sessions set purge_after = null where id = $1::uuid'

mutation('restoreSession', {
  description: 'Brings a deleted session back, unless the platform is erasing it or holds it for an inquiry.',
  input: { id: idInput('Session'), expectedVersion },
  payload: { session: 'Session' },
  errors: ['NotFoundError', 'VersionConflictError'],
  transaction: true,
  resolve: async ({ input, ...write }) => {
    const own = equals('Session', 'userId', write.viewer.id)
    const rows = all([own, flag('Session', 'isDeleted', true), mayComeBack])
    await lockRow(write, 'Session', input.id, { what, rows, strength: 'update' })
    const [erased] = await write.sql.query(isToBeErased, [input.id])
    if (erased) await write.sql.query(keep, [input.id])
    return {
      session: await updateOwnRow(write, 'Session', input.id, { isDeleted: false }, { what, rows, ...input }),
    }
  },
})
