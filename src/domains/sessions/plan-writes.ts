import { z } from 'zod'
import { equals } from '../../data/batching/conditions.ts'
import type { Queryable } from '../../data/database.ts'
import { insertRow, updateRows, withKey } from '../../data/write.ts'
import {
  expectedVersion,
  idInput,
  inputEnum,
  inputField,
  inputObject,
  singleLine,
  text,
} from '../../schema/inputs.ts'
import { mutation } from '../../schema/mutation.ts'
import { lockRow, updateOwnRow } from '../../schema/own-rows.ts'
import { ValidationError } from '../../schema/write-errors.ts'
import { MilestoneStatus, parsePlan } from './plan.ts'

const maxMilestones = 100

const key = singleLine(64)

const Milestone = inputObject('MilestoneInput', 'A step of a plan.', {
  key: inputField(
    'String',
    key,
    'The key of the milestone within the plan; for a new milestone, a new uuid.',
  ),
  content: inputField('String', text(2000), 'The description of the task.'),
  status: inputEnum(MilestoneStatus, ['pending', 'in_progress', 'completed'], 'How far the step is.'),
  details: inputField('String', text(10_000, 0).nullish(), 'Further details, at most 10,000 characters.'),
  dependencies: inputField(
    ['String'],
    z.array(key).max(maxMilestones).nullish(),
    'The keys of the milestones that must be completed first.',
  ),
})

type Given = z.output<typeof Milestone.rule>

/** Returns the issues of the milestones together: keys must be unique, and dependencies must exist. */
function findIssues(milestones: readonly Given[], known: ReadonlySet<string | null>) {
  const keys = milestones.map(({ key }) => key)
  return milestones.flatMap(({ key, dependencies }, i) => {
    const issue = (field: string, message: string) => ({ path: `milestones.${i}.${field}`, message })
    return [
      ...(keys.indexOf(key) < i ? [issue('key', 'is the key of another milestone')] : []),
      ...(known.has(key) || z.uuid().safeParse(key).success
        ? []
        : [issue('key', 'must be a uuid, for a milestone that is new')]),
      ...(dependencies ?? []).flatMap((dependency, j) =>
        keys.includes(dependency) && dependency !== key
          ? []
          : [issue(`dependencies.${j}`, 'must be the key of another milestone')],
      ),
    ]
  })
}

/** A session's page shows the plan of the newest plan event, so the event is updated too. */
async function appendPlanEvent(sql: Queryable, sessionId: string, content: object): Promise<void> {
  const eventType = 'plan.milestone.generated'
  const [newest] = await sql.query<{ id: string }>(
    `select id::text from application_events where session_id = $1 and event_type = $2
order by created_at desc, id desc limit 1`,
    [sessionId, eventType],
  )
  if (newest)
    await updateRows(sql, 'ApplicationEvent', { content }, equals('ApplicationEvent', 'id', newest.id))
  else await insertRow(sql, 'ApplicationEvent', { sessionId, eventType, eventGroup: 'plan', content })
}

mutation('updateSessionPlan', {
  description: 'Replaces the plan of a session, and sends it to the session’s subscribers.',
  input: {
    id: idInput('Session'),
    summary: inputField('String', text(10_000, 0), 'A short summary of the plan; may be empty.'),
    milestones: inputField(
      [Milestone.type],
      z.array(Milestone.rule).max(maxMilestones),
      'The complete list of milestones, in order; those left out are removed.',
    ),
    expectedVersion,
  },
  payload: { session: 'Session' },
  errors: ['NotFoundError', 'VersionConflictError'],
  transaction: true,
  resolve: async ({ input: { id, summary, milestones, expectedVersion }, ...write }) => {
    const noun = 'session'
    const { sessionMetadata } = await lockRow(write, 'Session', id, {
      noun,
      fields: ['sessionMetadata'],
      strength: 'update',
    })
    const before = parsePlan((sessionMetadata as { plan?: unknown } | null)?.plan)
    const issues = findIssues(milestones, new Set(before?.milestones.map((milestone) => milestone.id)))
    if (issues.length > 0) throw new ValidationError(issues)
    const plan = {
      summary,
      milestones: milestones.map(({ key, content, status, details, dependencies }) => ({
        id: key,
        content,
        status,
        details: details ?? '',
        dependencies: dependencies ?? [],
      })),
    }
    const set = { sessionMetadata: withKey('Session', 'sessionMetadata', 'plan', plan) }
    const session = await updateOwnRow(write, 'Session', id, set, { noun, expectedVersion })
    await appendPlanEvent(write.sql, id, { ...plan, is_update: true })
    return { session }
  },
})
