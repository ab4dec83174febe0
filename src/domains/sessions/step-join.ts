/** Maximum number of events between a call and its result; it bounds the cost of a call without a result. */
const maxEventsBetween = 2_000

export const callType = 'agent.tool.call'
export const resultType = 'agent.tool.result'

/** The keys by which the platform tells agents of one run apart. Not every event has them. */
const agentKeys = ['agent_name', 'parent_run_id', 'is_sub_agent_event'] as const

const keyOf = (event: string, key: string) => `${event}.content->>'${key}'`

const isSameAgent = (a: string, b: string) =>
  `(${agentKeys.map((key) => keyOf(a, key))}) is not distinct from (${agentKeys.map((key) => keyOf(b, key))})`

/** Whether both events have a key with different values; one that has none may be of any agent. */
const isOtherAgent = (a: string, b: string) =>
  `(${agentKeys.map((key) => `${keyOf(a, key)} <> ${keyOf(b, key)}`).join(' or ')}) is true`

/** The events of a row's run on one side of it, nearest first, as a FROM item `n` with its conditions, order and limit. */
function eventsBeside(row: string, side: 'after' | 'before'): string {
  const [operator, order] = side === 'after' ? ['>', 'asc'] : ['<', 'desc']
  return `application_events n where n.run_id = ${row}.run_id
and n.session_id is not distinct from ${row}.session_id and n.created_at ${operator}= ${row}.created_at
and (n.created_at, n.event_type, n.id) ${operator} (${row}.created_at, ${row}.event_type, ${row}.id)
order by n.created_at ${order} limit ${maxEventsBetween}`
}

/** The calls and results `name` of a row's run that have its call id, nearest first, as a FROM clause with its WHERE. */
const near = (row: string, name: string, side: 'after' | 'before'): string =>
  `(select * from ${eventsBeside(row, side)}) ${name}
where ${name}.event_type in ('${callType}', '${resultType}')
and ${name}.content->>'tool_call_id' = ${row}.content->>'tool_call_id'`

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

/** The events of a row's run from the farthest call of a result that may be the row's to the last result, as a FROM item. */
const around = (row: string): string => `(select * from (select * from ${eventsBeside(row, 'before')}) b
union all select * from application_events n where n.id = ${row}.id
union all select * from (select * from ${eventsBeside(row, 'after')}) a)`

/**
 * The id of the result of a call, as SQL; null while there is none. It is the next event of the call's id by the same agent;
 * if that is none or another call, the first result of which this is the call.
 */
function resultOfCall(row: string): string {
  const sameId = `e.content->>'tool_call_id' = ${row}.content->>'tool_call_id'`
  // Most results are the next event of their id, and most open calls have no later event of it.
  return `(select case when e.event_type = '${resultType}' and ${isSameAgent('e', row)} then e.id
else (select s.result from (${joinedSteps(around(row), sameId)}) s where s.call = ${row}.id) end
from ${near(row, 'e', 'after')} ${nearest('e', 'asc')})`
}

/** A value of the result `e` of a call, as SQL; null while the tool runs. */
export const ofResult = (row: string, value: string) =>
  `(select ${value} from application_events e where e.id = ${resultOfCall(row)})`

/** One bit for each of the agent's keys. */
const keyBits = agentKeys.map((key, at) => ({ key, bit: 1 << at }))

/**
 * The calls that have a result, as a query with `call`, `result`, `called_at`, `at` and `is_error`, by the rule of
 * `resultOfCall`: `events` is a FROM item, all of whose events count as distance, and of which those that fulfil `joined` are
 * joined. Its cost grows with their number, whatever ids and agents they have: there are no joins, only windows.
 */
function joinedSteps(events: string, joined: string): string {
  const read = ['tool_call_id', ...agentKeys, 'is_error']
  const track = `partition by stream, tool_call_id, ${agentKeys.join(', ')} order by place`
  // `tracked` and `marked` join events of one agent. A lone result, which has no call of its own agent, is compared with the
  // calls of each set of keys that occurs (`m`, as bits), by the keys that both have (`sides`); the last of these calls owns it.
  const shared = keyBits.map(
    ({ key, bit }) => `case when m & keys & ${bit} > 0 then ${key} end as shared_${key}`,
  )
  const side = `call_keys, shared_keys, ${agentKeys.map((key) => `shared_${key}`).join(', ')}`
  // PostgreSQL calls a function of FROM before it checks the conditions on its rows; this one fails for scalars and arrays.
  return `with events as (
select e.id, e.event_type, e.created_at, (e.run_id, e.session_id)::text as stream, ${read.map((key) => `c.${key}`).join(', ')},
${keyBits.map(({ key, bit }) => `case when c.${key} is null then 0 else ${bit} end`).join(' + ')} as keys,
row_number() over (partition by e.run_id, e.session_id order by e.created_at, e.event_type, e.id) as place
from ${events} e
left join lateral jsonb_to_record(case jsonb_typeof(e.content) when 'object' then e.content end) c(${read.map((key) => `${key} text`).join(', ')})
on e.event_type in ('${callType}', '${resultType}') and ${joined}),
tracked as (select *, lead(event_type) over track as next_type, lead(place) over track as next_place, lead(id) over track as next_id,
lead(created_at) over track as next_at, lead(is_error) over track as next_error,
max(place) filter (where event_type = '${callType}') over track as last_call
from events where tool_call_id is not null window track as (${track})),
marked as materialized (select *,
event_type = '${callType}' and (next_type = '${resultType}' and next_place - place <= ${maxEventsBetween}) is true as is_done,
event_type = '${resultType}' and (place - last_call <= ${maxEventsBetween}) is not true as is_lone from tracked),
sides as (select id, event_type, created_at, is_error, is_done, stream, place, tool_call_id,
case event_type when '${callType}' then keys else m end as call_keys, m & keys as shared_keys, ${shared.join(', ')}
from (select *, case event_type when '${callType}' then bit_or(1 << keys) filter (where is_lone) over same_id
else bit_or(1 << keys) filter (where event_type = '${callType}') over same_id end as others
from marked window same_id as (partition by stream, tool_call_id)) i, generate_series(0, ${(1 << agentKeys.length) - 1}) m
where (event_type = '${callType}' or is_lone) and others & (1 << m) > 0),
owned as (select distinct on (id) * from (select *, max(place) filter (where event_type = '${callType}')
over (partition by stream, tool_call_id, ${side} order by place) as own_call from sides) s order by id, own_call desc nulls last),
others as (select *, lead(id) over own as next_id, lead(created_at) over own as next_at, lead(is_error) over own as next_error
from owned where place - own_call <= ${maxEventsBetween} window own as (partition by stream, own_call order by place))
select id as call, next_id as result, created_at as called_at, next_at as at, next_error as is_error from marked where is_done
union all select id, next_id, created_at, next_at, next_error from others
where event_type = '${callType}' and not is_done and next_id is not null`
}

/**
 * Returns a condition on a call that has a result, as SQL: `wanted` is about `failed` and `ms`. All calls of the runs `keys`
 * are joined in one pass, as a look-up for each would read the events after it each time.
 */
export function hasResult(row: string, wanted: string, keys = 'null::uuid[]'): string {
  const events = `(select * from application_events n where n.run_id = any(${keys}))`
  return `(${row}.id in (select call from (select call, ${failed('is_error')} as failed, ${elapsedMs('called_at', 'at')} as ms
from (${joinedSteps(events, 'true')}) j) s where ${wanted})) is true`
}

/** Whether a flag's text is true; Python writes `True`. */
const failed = (text: string) => `coalesce(lower(${text}) = 'true', false)`

const elapsedMs = (from: string, to: string) => `round(extract(epoch from ${to} - ${from}) * 1000)`

/** Whether the result `e` is one of a tool that failed, as SQL. */
export const isError = failed(`e.content->>'is_error'`)

/** Milliseconds from a call to its result `e`, as SQL. */
export const durationMs = (row: string) => elapsedMs(`${row}.created_at`, 'e.created_at')
