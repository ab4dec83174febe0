import { BadInputError } from '../../errors/client-errors.ts'
import type { Context } from '../../schema/context.ts'

/** A half-open period in ISO 8601: `from` is included, `before` is not. */
export type Period = { readonly from: string; readonly before: string }

const dayMs = 86_400_000
const defaultDays = 30
export const maxBuckets = 1_000

// One `now` per request, so that fields with the same period share a statement.
const nows = new WeakMap<Context, string>()

function now(context: Context): string {
  const known = nows.get(context) ?? new Date().toISOString()
  nows.set(context, known)
  return known
}

/** Descriptions of the period's arguments. */
export const periodHelp = {
  from: `The first moment that counts; ${defaultDays} days before the end unless said otherwise.`,
  before:
    'The first moment that does not count any more; now unless said otherwise. The period may have any length.',
}

/**
 * Returns the period of the arguments, of any length: the work for it is bounded by the time of a request.
 * Throws `BadInputError` if it ends before its start.
 */
export function toPeriod(
  context: Context,
  { from, before }: { from?: string | null; before?: string | null },
): Period {
  const end = before ?? now(context)
  if (!/^\d{4}-/.test(end)) throw new BadInputError('A period may end in the year 9999 at the latest.')
  const start = from ?? new Date(Date.parse(end) - defaultDays * dayMs).toISOString()
  const length = Date.parse(end) - Date.parse(start)
  if (!(length > 0)) throw new BadInputError('`from` must lie before `before`.')
  if (Date.parse(start) < 0) throw new BadInputError('A period may begin in 1970 at the earliest.')
  return { from: start, before: end }
}

/** A calendar unit in UTC. */
export type Bucket = 'day' | 'week' | 'month'

/** Returns the start of the bucket (in UTC) that contains a time; weeks start on Monday. */
function truncateToBucket(bucket: Bucket, moment: Date): Date {
  const day =
    bucket === 'month' ? 1 : moment.getUTCDate() - (bucket === 'week' ? (moment.getUTCDay() + 6) % 7 : 0)
  return new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth(), day))
}

function next(bucket: Bucket, start: Date): Date {
  const days = bucket === 'week' ? 7 : 1
  const [year, month, day] = [start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate()]
  return new Date(bucket === 'month' ? Date.UTC(year, month + 1, 1) : Date.UTC(year, month, day + days))
}

/**
 * Returns the starts of all buckets of a period in PostgreSQL's format, without gaps. Throws `BadInputError` if
 * there are more than 1,000.
 */
export function listBuckets(bucket: Bucket, { from, before }: Period): string[] {
  const starts: string[] = []
  // JavaScript truncates microseconds.
  const end = Date.parse(before) + (/\.\d{3}\d*[1-9]/.test(before) ? 1 : 0)
  for (
    let start = truncateToBucket(bucket, new Date(from));
    start.getTime() < end;
    start = next(bucket, start)
  ) {
    if (starts.length === maxBuckets)
      throw new BadInputError(
        `A timeline has at most ${maxBuckets.toLocaleString('en')} parts: ask for larger ones, or for a shorter period.`,
      )
    starts.push(start.toISOString().replace('Z', '000Z'))
  }
  return starts
}
