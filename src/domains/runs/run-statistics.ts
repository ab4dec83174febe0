import { BadInputError } from '../../errors/client-errors.ts'
import { builder } from '../../schema/builder.ts'
import { openValue } from '../../schema/open-field.ts'
import { RunStatus } from './status.ts'

const dayMs = 86_400_000
const maxDays = { hour: 14, day: 366, week: 366 } as const
type Unit = keyof typeof maxDays

type StatusCount = {
  readonly taskType: string
  readonly status: string
  readonly count: number
  readonly averageSeconds: number | null
}
type Bucket = { readonly start: string; readonly counts: readonly StatusCount[] }
type Active = { readonly status: string; readonly count: number; readonly oldestAt: string }

const BucketUnit = builder.enumType('RunBucket', {
  description: 'How long each step of a statistic is, in UTC.',
  values: {
    HOUR: { value: 'hour', description: 'From full hour to full hour.' },
    DAY: { value: 'day', description: 'From midnight to midnight.' },
    WEEK: { value: 'week', description: 'From Monday to Monday.' },
  } as const,
})

const StatusCountRef = builder.objectRef<StatusCount>('RunStatusCount').implement({
  description: 'The runs with one type and one status.',
  fields: (t) => ({
    taskType: t.exposeString('taskType', { description: 'The type of the runs, such as `agent_run`.' }),
    status: t.field(openValue(RunStatus, 'status', 'The status of the counted runs.')),
    statusText: t.exposeString('status', {
      description: 'The status of the run statistics as stored, also if the enum does not list it.',
    }),
    count: t.exposeInt('count', { description: 'The number of runs with this type and status.' }),
    averageSeconds: t.exposeFloat('averageSeconds', {
      nullable: true,
      description: 'The average time in seconds from the start to the last change; null for no runs.',
    }),
  }),
})

const BucketRef = builder.objectRef<Bucket>('RunStatistics').implement({
  description: 'The runs that started within one hour, day or week.',
  fields: (t) => ({
    start: t.expose('start', { type: 'DateTime', description: 'The start of the step.' }),
    total: t.int({
      description: 'The number of runs of all types and statuses.',
      resolve: ({ counts }) => counts.reduce((sum, { count }) => sum + count, 0),
    }),
    counts: t.expose('counts', {
      type: [StatusCountRef],
      description: 'The numbers of runs by type and status.',
    }),
  }),
})

const ActiveRef = builder.objectRef<Active>('ActiveRunCount').implement({
  description: 'The unfinished runs with one status.',
  fields: (t) => ({
    status: t.field(openValue(RunStatus, 'status', 'The status that these runs have.')),
    count: t.exposeInt('count', { description: 'The number of unfinished runs with this status.' }),
    oldestAt: t.expose('oldestAt', { type: 'DateTime', description: 'When the oldest of these runs began.' }),
  }),
})

const bucketsText = `with steps as (
  select generate_series(date_trunc($1, $2::timestamptz, 'UTC'), $3::timestamptz - interval '1 microsecond',
    ('1 ' || $1)::interval) as start
), counts as (
  select date_trunc($1, created_at, 'UTC') as start, task_type, status, count(*)::int as count,
    avg(extract(epoch from updated_at - created_at))::float8 as average
  from run_tasks where created_at >= $2::timestamptz and created_at < $3::timestamptz group by 1, 2, 3
)
select s.start, coalesce(jsonb_agg(jsonb_build_object('taskType', c.task_type, 'status', c.status, 'count', c.count,
  'averageSeconds', round(c.average::numeric, 3)) order by c.task_type collate "C", c.status collate "C")
  filter (where c.count is not null), '[]') as counts
from steps s left join counts c on c.start = s.start group by s.start order by s.start`

const activeText = `select status, count(*)::int as count, min(created_at) as "oldestAt" from run_tasks
where status in ('pending', 'running', 'paused', 'waiting_for_input', 'aborting') group by status
order by status collate "C"`

function checkRange(from: string, to: string, unit: Unit): void {
  const span = Date.parse(to) - Date.parse(from)
  if (!(span > 0)) throw new BadInputError('`from` must be before `to`.')
  if (span > maxDays[unit] * dayMs) {
    throw new BadInputError(`The range may be at most ${maxDays[unit]} days when counting by ${unit}.`)
  }
}

builder.queryFields((t) => ({
  runStatistics: t.field({
    type: [BucketRef],
    description:
      'The numbers of started runs by time, type and status, for admins. Steps without runs are included.',
    authScopes: { admin: true },
    args: {
      from: t.arg({
        type: 'DateTime',
        required: true,
        description: 'Counts runs that started at this time or later.',
      }),
      to: t.arg({
        type: 'DateTime',
        required: true,
        description: `Counts runs that started before this time: at most ${maxDays.day} days after \`from\`, or ${maxDays.hour} days by the hour.`,
      }),
      by: t.arg({ type: BucketUnit, description: 'The length of each step.', defaultValue: 'day' }),
    },
    resolve: (_root, { from, to, by }, { sql }) => {
      const unit = by ?? 'day'
      checkRange(from, to, unit)
      return sql.query<Bucket>({ name: 'run_statistics', text: bucketsText }, [unit, from, to])
    },
  }),
  activeRunCounts: t.field({
    type: [ActiveRef],
    description: 'The numbers of unfinished runs by status, for admins.',
    authScopes: { admin: true },
    resolve: (_root, _args, { sql }) => sql.query<Active>({ name: 'active_run_counts', text: activeText }),
  }),
}))
