import type { Session, Transaction } from './database.ts'
import type { Migration } from './migration-files.ts'
import { recordAsApplied } from './migration-history.ts'
import { type MigrationStep, splitSteps, toConcurrentIndex } from './migration-steps.ts'
import { isLockRefused, withShortLocks } from './short-locks.ts'

/** Applies a migration and records it in one transaction; for databases without concurrent users. */
export async function applyAtOnce(session: Session, migration: Migration): Promise<void> {
  await session.transaction(async (tx) => {
    const startedAt = await clock(tx)
    for (const step of splitSteps(migration)) {
      await runStep(tx, step).catch((error: Error) => {
        throw failure(migration, step, error, 'nothing of it was kept')
      })
    }
    await recordAsApplied(tx, migration, startedAt)
  })
}

/** Options for applying a migration step by step. */
export type StepOptions = {
  /** Maximum time to retry for a step's lock, in milliseconds. */
  readonly waitMs: number
  readonly log: (line: string) => void
}

/**
 * Applies a migration while other clients write to the tables. It is recorded in its last step, so an
 * interrupted migration is applied again and skips completed steps.
 */
export async function applyBesideWriters(
  session: Session,
  migration: Migration,
  options: StepOptions,
): Promise<void> {
  const startedAt = await clock(session)
  await runSteps(session, migration, options, (tx) => recordAsApplied(tx, migration, startedAt))
}

/**
 * Runs the steps of a migration, each in a short transaction that locks at most one table, and builds indexes
 * concurrently. `record` runs in the last transaction.
 */
export async function runSteps(
  session: Session,
  migration: Migration,
  { waitMs, log }: StepOptions,
  record: (tx: Transaction) => Promise<void> = async () => {},
): Promise<void> {
  const steps = splitSteps(migration)
  const last = steps.at(-1)
  for (const step of steps) {
    let isReported = false
    const onRetry = () => {
      if (!isReported) log(`waiting for other transactions: ${step.name}`)
      isReported = true
    }
    const work = async (tx: Transaction) => {
      await runStep(tx, step)
      if (step === last) await record(tx)
    }
    const done =
      step.index === undefined
        ? withShortLocks(session, waitMs, work, onRetry)
        : buildIndex(session, step, step.index, onRetry)
    await done.catch((error: Error) => {
      const kept = steps.length > 1 ? 'it goes on from there the next time' : 'nothing of it was kept'
      throw failure(migration, step, error, kept)
    })
  }
  if (last?.index !== undefined) await record(session)
}

async function runStep(tx: Transaction, step: MigrationStep): Promise<void> {
  if (await usePath(tx, step, true)) await tx.script(step.sql)
}

/** Maximum attempts to build an index after a lock timeout or deadlock. */
const maxBuilds = 5

/**
 * Builds an index concurrently: it blocks no writers, but waits for all open transactions. An invalid index
 * left behind is dropped.
 */
async function buildIndex(session: Session, step: MigrationStep, index: string, onRetry: () => void) {
  if (!(await usePath(session, step, false))) return
  await session.script(`set lock_timeout = '60s'`)
  for (let build = 1; ; build += 1) {
    const [found] = await session.query<{ valid: boolean }>(
      `select indisvalid as valid from pg_index where indexrelid = to_regclass($1)`,
      [`public."${index}"`],
    )
    if (found?.valid) return
    try {
      if (found) await session.script(`drop index concurrently public."${index}"`)
      await session.script(toConcurrentIndex(step.sql))
      return
    } catch (error) {
      if (!isLockRefused(error) || build === maxBuilds) throw error
      onRetry()
    }
  }
}

/**
 * Sets the search path so that the step's names resolve; returns false if the step's extension is not
 * installed.
 */
async function usePath(sql: Transaction, { extension }: MigrationStep, isLocal: boolean): Promise<boolean> {
  const [home] = await sql.query<{ schema: string }>(
    `select quote_ident(nspname) as schema from pg_extension e join pg_namespace n on n.oid = e.extnamespace
    where extname = $1`,
    [extension ?? ''],
  )
  if (extension !== undefined && !home) return false
  await sql.query(`select set_config('search_path', concat_ws(', ', 'public', $1::text), $2)`, [
    home?.schema ?? null,
    isLocal,
  ])
  return true
}

async function clock(sql: Transaction): Promise<string> {
  const [row] = await sql.query<{ now: string }>('select clock_timestamp()::text as now')
  return row?.now ?? ''
}

function failure({ name, sql }: Migration, step: MigrationStep, error: Error, kept: string): Error {
  const { position } = error as Error & { position?: string }
  const at = position === undefined ? -1 : sql.indexOf(step.sql) + Number(position)
  const line = at < 0 ? '' : ` (line ${sql.slice(0, at).split('\n').length})`
  const where = step.name === name ? '' : ` at "${step.name}"`
  return new Error(`Migration ${name} failed${where}, and ${kept}: ${error.message}${line}`, { cause: error })
}
