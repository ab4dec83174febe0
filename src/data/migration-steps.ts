/** A part of a migration that is applied on its own where the platform writes to the tables meanwhile. */
export interface MigrationStep {
  readonly name: string
  readonly sql: string
  /** The extension without which the step is left out. */
  readonly extension?: string
  /** The name of the index that the step creates and does nothing else: it can be built concurrently. */
  readonly index?: string
}

const mark = /^-- Step(?: with (\w+))?: (.+)$/m
const comments = /^\s*--.*$/gm
const createIndex = /^\s*CREATE (?:UNIQUE )?INDEX IF NOT EXISTS "?(\w+)"?[^;]*;\s*$/i

/**
 * Splits a migration at its comment lines `-- Step: name` and `-- Step with extension: name`. A migration without them
 * is one step. Every step but a lone one must be safe to repeat, as a migration that was interrupted begins again.
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

/** The statement that builds the step's index without keeping writers of the table waiting. */
export const concurrently = (sql: string): string =>
  sql.replace(/INDEX IF NOT EXISTS/i, 'INDEX CONCURRENTLY IF NOT EXISTS')
