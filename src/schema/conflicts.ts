import { always, type Condition } from '../data/batching/condition.ts'
import { oneOf } from '../data/batching/conditions.ts'
import { keyOf, type Model, ref, table } from '../data/batching/table.ts'
import type { Queryable } from '../data/database.ts'
import { ConflictError } from './write-errors.ts'

type Unique = { readonly model: Model; readonly message: string; readonly where?: Condition }

/** The rows of the partial unique index on active runs; the database rejects a second one. */
export const occupyingRun = oneOf('RunTask', 'status', ['running', 'waiting_for_input'])

/** Unique constraints and indexes that a write can violate, by name, with the message for the client. */
const uniques: Readonly<Record<string, Unique>> = {
  uq_run_tasks_session_type_active: {
    model: 'RunTask',
    message: 'The session has an active run of this type already.',
    where: occupyingRun,
  },
  project_custom_domains_project_id_key: {
    model: 'ProjectCustomDomain',
    message: 'The project has a subdomain already: release it first.',
  },
  project_custom_domains_subdomain_key: {
    model: 'ProjectCustomDomain',
    message: 'The subdomain is taken.',
  },
  uq_model_settings_user: {
    model: 'ModelSetting',
    message: 'You have a setting for this model of this provider already.',
  },
  uq_model_settings_system: {
    model: 'ModelSetting',
    message: 'The system has a setting for this model of this provider already.',
  },
  uq_skills_user_name: { model: 'Skill', message: 'You have a skill of this name already.' },
  idx_skills_builtin_name_unique: {
    model: 'Skill',
    message: 'There is a builtin skill of this name already.',
  },
  uq_composio_profile_name: { model: 'ComposioProfile', message: 'You have a profile of this name already.' },
  idx_slide_contents_session_presentation_slide: {
    model: 'SlideContent',
    message: 'The presentation has a slide of this number already.',
  },
  waitlist_pkey: { model: 'WaitlistEntry', message: 'The address is on the waitlist already.' },
  api_keys_api_key_key: { model: 'ApiKey', message: 'The key exists already: try again.' },
}

const uniqueViolation = '23505'

/**
 * Returns the `ConflictError` for a unique violation, with the id of the existing row; undefined for any
 * other error. Must be called after the transaction has ended, because a failed transaction cannot read.
 */
export async function conflictIn(error: unknown, sql: Queryable): Promise<ConflictError | undefined> {
  if (!(error instanceof Error) || !('code' in error) || error.code !== uniqueViolation) return undefined
  const { constraint, detail } = error as { constraint?: string; detail?: string }
  const unique = uniques[constraint ?? '']
  if (!unique) return undefined
  const key = await holderOf(sql, unique, detail ?? '')
  return new ConflictError(unique.message, key === undefined ? null : { model: unique.model, key })
}

/**
 * Returns the key of the row with the conflicting values, parsed from `Key (user_id, name)=(4f…, x) already
 * exists.`
 */
async function holderOf(sql: Queryable, { model, where = always }: Unique, detail: string) {
  const [, columns, values] = /\(([^)]+)\)=\((.*)\)[^)]*$/s.exec(detail) ?? []
  if (!columns || values === undefined) return undefined
  const names = columns.split(', ')
  const parts = names.length === 1 ? [values] : values.split(', ')
  // A value contains a comma, so the values cannot be told apart: the error carries the message only.
  if (parts.length !== names.length) return undefined
  const types = new Map(Object.values(table(model).columns).map(({ name, type }) => [name, type]))
  const same = names.map((name, i) => `t."${name}" = $${i + 1}::${types.get(name)}`).join(' and ')
  const places = where.values.map((_, i) => `$${parts.length + i + 1}`)
  const text = `select ${ref('t', model, keyOf(model))}::text as key from ${table(model).name} t
where ${same} and ${where.text('t', places)}`
  return (await sql.query<{ key: string }>(text, [...parts, ...where.values]))[0]?.key
}
