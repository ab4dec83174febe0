import { z } from 'zod'
import { insertRow } from '../../data/write.ts'
import {
  enumInput,
  expectedVersion,
  idInput,
  inputEnum,
  inputField,
  json,
  text,
} from '../../schema/inputs.ts'
import { mutation } from '../../schema/mutation.ts'
import { lockRow } from '../../schema/own-rows.ts'
import { ValidationError } from '../../schema/write-errors.ts'
import { takeStep } from './run-step.ts'
import { RunStatus } from './status.ts'

const maxCharacters = 64_000
const object = (maxLength: number) => json(z.record(z.string(), z.unknown()), maxLength).nullish()

const TaskType = enumInput('RunTaskType', 'The type of a run.', {
  agent_run: 'The agent works on a request.',
  chat_run: 'A model answers in a chat.',
  media_generation: 'An image, a video or the like is made.',
})

mutation('claimRun', {
  description:
    'Starts a run in a session: its status is RUNNING from now on, and the caller does the work. A session has at most one unfinished run of each type; otherwise ConflictError names it.',
  input: {
    sessionId: idInput('Session', 'The session that the run belongs to.'),
    taskType: inputField(
      TaskType.type,
      TaskType.rule,
      'The kind of work: a session has one active run of each.',
    ),
    data: inputField(
      'JSON',
      object(maxCharacters),
      'An object with the request, as workers of the platform read it.',
    ),
  },
  payload: { run: 'RunTask' },
  errors: ['NotFoundError'],
  idempotent: true,
  resolve: async ({ input: { sessionId, taskType, data }, ...write }) => {
    const { sql } = write
    await lockRow(write, 'Session', sessionId, { noun: 'session' })
    const claim = { sessionId, taskType, status: 'running', data: data ?? null }
    // Violates the unique index on active runs while there is one.
    const run = await insertRow(sql, 'RunTask', claim)
    if (!run?.id) throw new Error('The insert returned no row.')
    await insertRow(sql, 'TaskLog', { taskId: run.id, status: 'running' })
    return { run: run.id }
  },
})

mutation('updateRunStatus', {
  description: 'Changes the status of a run and records the change in its log, both or neither.',
  input: {
    id: idInput('RunTask'),
    status: inputEnum(
      RunStatus,
      ['running', 'paused', 'waiting_for_input', 'aborting', 'completed', 'cancelled', 'failed'],
      'The status to take; NotAllowedError if the run cannot take it from its present one.',
    ),
    errorMessage: inputField(
      'String',
      text(10_000, 0).nullish(),
      'Why the run failed; only with the status FAILED.',
    ),
    expectedVersion,
  },
  payload: { run: 'RunTask' },
  errors: ['NotFoundError', 'VersionConflictError', 'NotAllowedError'],
  transaction: true,
  resolve: async ({ input: { id, status, errorMessage, expectedVersion }, ...write }) => {
    const run = await takeStep(write, id, status, {
      expectedVersion,
      set: errorMessage ? { errorMessage } : {},
    })
    if (errorMessage && status !== 'failed') {
      throw new ValidationError([{ path: 'errorMessage', message: 'goes with the status FAILED only' }])
    }
    return { run }
  },
})

mutation('appendRunLog', {
  description: 'Adds an entry to the log of a run, with the status that the run has.',
  input: {
    runId: idInput('RunTask', 'The run to whose log the entry is added.'),
    data: inputField('JSON', object(maxCharacters), 'A JSON object with details of the entry.'),
  },
  payload: { log: 'TaskLog', run: 'RunTask' },
  errors: ['NotFoundError'],
  idempotent: true,
  resolve: async ({ input: { runId, data }, ...write }) => {
    const { status } = await lockRow(write, 'RunTask', runId, {
      noun: 'run',
      fields: ['status'],
      strength: 'update',
    })
    const log = await insertRow(write.sql, 'TaskLog', { taskId: runId, status, data: data ?? null })
    return { log: log?.id ?? null, run: runId }
  },
})
