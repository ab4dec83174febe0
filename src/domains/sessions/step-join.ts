/** Maximum number of events between a call and its result; it bounds the cost of a call without a result. */
const maxEventsBetween = 2_000

export const callType = 'agent.tool.call'
export const resultType = 'agent.tool.result'

/** The keys by which the platform tells agents of one run apart. Not every event has them. */
const agentKeys = ['agent_name', 'parent_run_id', 'is_sub_agent_event'] as const

type Value = (event: string, key: string) => string
const ofContent: Value = (event, key) => `${event}.content->>'${key}'`
const ofColumn: Value = (event, key) => `${event}.${key}`

const isSameAgent = (a: string, b: string, value: Value = ofContent) =>
  `(${agentKeys.map((key) => value(a, key))}) is not distinct from (${agentKeys.map((key) => value(b, key))})`

/** Whether both events have a key with different values; one that has none may be of any agent. */
const isOtherAgent = (a: string, b: string, value: Value = ofContent) =>
  `(${agentKeys.map((key) => `${value(a, key)} <> ${value(b, key)}`).join(' or ')}) is true`

/** The calls and results `name` of a row's run that have its call id, nearest first, as a FROM clause with its WHERE. */
function near(row: string, name: string, direction: 'after' | 'before'): string {
  const [operator, order] = direction === 'after' ? ['>', 'asc'] : ['<', 'desc']
  return `(select * from application_events n where n.run_id = ${row}.run_id
and n.session_id is not distinct from ${row}.session_id and n.created_at ${operator}= ${row}.created_at
and (n.created_at, n.event_type, n.id) ${operator} (${row}.created_at, ${row}.event_type, ${row}.id)
order by n.created_at ${order} limit ${maxEventsBetween}) ${name}
where ${name}.event_type in ('${callType}', '${resultType}')
and ${name}.content->>'tool_call_id' = ${row}.content->>'tool_call_id'`
}

// The order of the index alone, so that PostgreSQL stops at the first; `near` orders events of one time.
const nearest = (name: string, direction: 'asc' | 'desc') =>
  `order by ${name}.created_at ${direction} limit 1`

/**
 * The id of the call of a result, as SQL: the last call of its id by the same agent; without one, the last by an agent that
 * may be the same.
 */
export function callOfResult(row: string): string {
  const last = (agent: string) => `(select c.id from ${near(row, 'c', 'before')}
and c.event_type = '${callType}' and ${agent} ${nearest('c', 'desc')})`
  return `coalesce(${last(isSameAgent('c', row))}, ${last(`not ${isOtherAgent('c', row)}`)})`
}

/**
 * The id of the result of a call, as SQL; null while there is none. It is the next event of the call's id by the same agent;
 * if that is none or another call, the first result of which this is the call.
 */
function resultOfCall(row: string): string {
  const next = `(select case r.event_type when '${resultType}' then r.id end from ${near(row, 'r', 'after')}
and ${isSameAgent('r', row)} ${nearest('r', 'asc')})`
  const left = `(select r.id from ${near(row, 'r', 'after')}
and r.event_type = '${resultType}' and not ${isOtherAgent('r', row)}
and ${callOfResult('r')} = ${row}.id ${nearest('r', 'asc')})`
  // Most results are the next event of their id, and most open calls have no later event of it.
  return `(select case when e.event_type = '${resultType}' and ${isSameAgent('e', row)} then e.id else coalesce(${next}, ${left}) end
from ${near(row, 'e', 'after')} ${nearest('e', 'asc')})`
}

/** A value of the result `e` of a call, as SQL; null while the tool runs. */
export const ofResult = (row: string, value: string) =>
  `(select ${value} from application_events e where e.id = ${resultOfCall(row)})`

/**
 * Returns a condition on a call that has a result, as SQL: `wanted` is about `failed` and `ms`. All calls of the runs `keys`
 * are joined in one pass, by the rule of `resultOfCall`, as a look-up for each would read the events after it each time.
 */
export function hasResult(row: string, wanted: string, keys = 'null::uuid[]'): string {
  const read = ['tool_call_id', ...agentKeys, 'is_error']
  // PostgreSQL calls a function of FROM before it checks the conditions on its rows; this one fails for scalars and arrays.
  const track = `partition by stream, tool_call_id, ${agentKeys.join(', ')} order by place`
  return `(${row}.id in (with events as (
select e.id, e.event_type, e.created_at, (e.run_id, e.session_id)::text as stream, ${read.map((key) => `c.${key}`).join(', ')},
row_number() over (partition by e.run_id, e.session_id order by e.created_at, e.event_type, e.id) as place
from application_events e
left join lateral jsonb_to_record(case jsonb_typeof(e.content) when 'object' then e.content end) c(${read.map((key) => `${key} text`).join(', ')})
on e.event_type in ('${callType}', '${resultType}')
where e.run_id = any(${keys})),
tracked as (select *, lead(event_type) over track as next_type, lead(place) over track as next_place,
lead(created_at) over track as next_at, lead(is_error) over track as next_error,
max(place) filter (where event_type = '${callType}') over track as call_place
from events where tool_call_id is not null window track as (${track})),
calls as materialized (select *, next_type = '${resultType}' and next_place - place <= ${maxEventsBetween} as is_done
from tracked where event_type = '${callType}'),
others as (select distinct on (r.id) r.created_at, r.place, r.is_error, c.id as call, c.created_at as called_at, c.is_done
from tracked r join calls c on c.stream = r.stream and c.tool_call_id = r.tool_call_id
and c.place between r.place - ${maxEventsBetween} and r.place - 1 and not ${isOtherAgent('c', 'r', ofColumn)}
where r.event_type = '${resultType}' and (r.place - r.call_place <= ${maxEventsBetween}) is not true order by r.id, c.place desc),
joined as (select id, created_at as called_at, next_at as at, next_error as is_error from calls where is_done
union all (select distinct on (call) call, called_at, created_at, is_error from others where is_done is not true order by call, place))
select id from (select id, ${failed('is_error')} as failed, ${elapsedMs('called_at', 'at')} as ms from joined) s
where ${wanted})) is true`
}

const failed = (text: string) => `coalesce(${text} = 'true', false)`

const elapsedMs = (from: string, to: string) => `round(extract(epoch from ${to} - ${from}) * 1000)`

/** Whether the result `e` is one of a tool that failed, as SQL. */
export const isError = failed(`e.content->>'is_error'`)

/** Milliseconds from a call to its result `e`, as SQL. */
export const durationMs = (row: string) => elapsedMs(`${row}.created_at`, 'e.created_at')
