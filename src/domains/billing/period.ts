import type { Context } from '../../schema/context.ts'
import { BadInputError } from '../../schema/errors.ts'

/** From a moment (included) to another (excluded), as ISO 8601 texts. */
export type Period = { readonly from: string; readonly before: string }

const dayMs = 86_400_000
const maxDays = 366
const defaultDays = 30

// One "now" for a request: fields that ask for the same period must share one statement.
const nows = new WeakMap<Context, string>()

function now(context: Context): string {
  const known = nows.get(context) ?? new Date().toISOString()
  nows.set(context, known)
  return known
}

/** What the period's arguments say in the schema. */
export const periodHelp = {
  from: `The first moment that counts; ${defaultDays} days before the end unless said otherwise.`,
  before: `The first moment that does not count any more; now unless said otherwise. At most ${maxDays} days after the start.`,
}

/** The period that these arguments mean, at most 366 days. Throws `BadInputError` for one that is longer or ends first. */
export function periodOf(
  context: Context,
  { from, before }: { from?: string | null; before?: string | null },
): Period {
  const end = before ?? now(context)
  if (!/^\d{4}-/.test(end)) throw new BadInputError('A period may end in the year 9999 at the latest.')
  const start = from ?? new Date(Date.parse(end) - defaultDays * dayMs).toISOString()
  const length = Date.parse(end) - Date.parse(start)
  if (!(length > 0)) throw new BadInputError('`from` must lie before `before`.')
  if (Date.parse(start) < 0) throw new BadInputError('A period may begin in 1970 at the earliest.')
  if (length > maxDays * dayMs) throw new BadInputError(`A period may be at most ${maxDays} days long.`)
  return { from: start, before: end }
}

export type Bucket = 'day' | 'week' | 'month'

/** The first moment of the bucket (in UTC) that a moment falls in; weeks begin on Monday. */
function bucketOf(bucket: Bucket, moment: Date): Date {
  const day =
    bucket === 'month' ? 1 : moment.getUTCDate() - (bucket === 'week' ? (moment.getUTCDay() + 6) % 7 : 0)
  return new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth(), day))
}

function next(bucket: Bucket, start: Date): Date {
  const days = bucket === 'week' ? 7 : 1
  const [year, month, day] = [start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate()]
  return new Date(bucket === 'month' ? Date.UTC(year, month + 1, 1) : Date.UTC(year, month, day + days))
}

/** The first moments of all buckets of a period, as the database writes them: none is left out. */
export function bucketsOf(bucket: Bucket, { from, before }: Period): string[] {
  const starts: string[] = []
  // JavaScript cuts a moment's microseconds off.
  const end = Date.parse(before) + (/\.\d{3}\d*[1-9]/.test(before) ? 1 : 0)
  for (let start = bucketOf(bucket, new Date(from)); start.getTime() < end; start = next(bucket, start)) {
    starts.push(start.toISOString().replace('Z', '000Z'))
  }
  return starts
}
