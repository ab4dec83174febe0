/** A part of a migration that is applied separately if the platform writes to the tables meanwhile. */
export interface MigrationStep {
  readonly name: string
  readonly sql: string
  /** The extension that the step requires; without it the step is skipped. */
  readonly extension?: string
  /** The index that the step creates, if it does nothing else, so that it can be built concurrently. */
  readonly index?: string
}

const mark = /^-- Step(?: with (\w+))?: (.+)$/m
const comments = /^\s*--.*$/gm
const createIndex = /^\s*CREATE (?:UNIQUE )?INDEX IF NOT EXISTS "?(\w+)"?[^;]*;\s*$/i

/**
 * Splits a migration at its comment lines `-- Step: name` and `-- Step with extension: name`; without any it
 * is one step. Every step must be idempotent, unless it is the only one, because an interrupted migration
 * starts again.
 */
export function splitSteps({ name, sql }: { readonly name: string; readonly sql: string }): MigrationStep[] {
  const [head = '', ...parts] = sql.split(mark)
  const steps: MigrationStep[] = head.replace(comments, '').trim() === '' ? [] : [toStep(name, head)]
  for (let i = 0; i < parts.length; i += 3) {
    const [extension, stepName = '', text = ''] = parts.slice(i, i + 3)
    steps.push(toStep(stepName, text, extension))
  }
  return steps
}

function toStep(name: string, sql: string, extension?: string): MigrationStep {
  return { name, sql, extension, index: createIndex.exec(sql.replace(comments, ''))?.[1] }
}

/** Converts the step's statement to `CREATE INDEX CONCURRENTLY`. */
export const toConcurrentIndex = (sql: string): string =>
  sql.replace(/INDEX IF NOT EXISTS/i, 'INDEX CONCURRENTLY IF NOT EXISTS')
