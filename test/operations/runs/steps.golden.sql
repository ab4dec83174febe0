-- 7 rows
select length(t.content::text) as "contentSize",
  t."id" as "id",
  t."id" as "$key"
from application_events t
where t."id" = any((select $1::uuid[])::uuid[])
  and ((((t."event_group" <> 'billing'
          or exists (select
          from sessions in_sessions
          where in_sessions."id" = t."session_id"
            and (in_sessions."user_id" = $2::uuid
              and not in_sessions."is_deleted") offset 0))
        and exists (select
        from sessions in_sessions
        where in_sessions."id" = t."session_id"
          and ((in_sessions."user_id" = $3::uuid
              or in_sessions."is_public")
            and not in_sessions."is_deleted") offset 0))
      or (t."session_id" is null
        and t."user_id" = $4::uuid))) is true;

-- 1 row
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join application_events t on t."run_id" = p.id
where true
  and (((t."event_group" <> 'billing'
        or exists (select
        from sessions in_sessions
        where in_sessions."id" = t."session_id"
          and (in_sessions."user_id" = $2::uuid
            and not in_sessions."is_deleted")))
      and exists (select
      from sessions in_sessions
      where in_sessions."id" = t."session_id"
        and ((in_sessions."user_id" = $3::uuid
            or in_sessions."is_public")
          and not in_sessions."is_deleted")))
    or (t."session_id" is null
      and t."user_id" = $4::uuid))
  and t."event_type" = $5::varchar group by p.id;

-- 7 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t.content->>'agent_name' as "agentName",
    t."created_at" as "createdAt",
    t."id" as "id",
    coalesce(t.content->>'is_sub_agent_event' = 'true', false) as "isOfSubAgent",
    coalesce((select owner.user_id::text
      from sessions owner
      where owner.id = t.session_id), t.user_id::text) as "owners",
    t.content->>'parent_run_id' as "parentRunId",
    jsonb_build_object('id', t.content->'tool_call_id', 'displayName', t.content->'tool_display_name') as "stepCall",
    case jsonb_typeof(t.content->'tool_input') when 'object' then (select jsonb_object_agg(m.key,
      case when jsonb_typeof(m.value) = 'array' and length(m.value::text) > 4000
      then jsonb_build_array(case jsonb_typeof((m.value->0))
        when 'string' then to_jsonb(left((m.value->0) #>> '{}', 4000))
        else case when length((m.value->0)::text) <= 4000 then (m.value->0) end end) else case jsonb_typeof(m.value)
      when 'string' then to_jsonb(left(m.value #>> '{}', 4000))
      else case when length(m.value::text) <= 4000 then m.value end end end)
    from jsonb_each(t.content->'tool_input') m) end as "stepInput",
    (select jsonb_build_object('id', e.id, 'at', e.created_at::text, 'isError', coalesce(lower(e.content->>'is_error') = 'true', false), 'cost', e.content->'cost',
      'ms', round(extract(epoch
          from e.created_at - t.created_at) * 1000), 'preview', case when jsonb_typeof(e.content->'result') = 'string'
      then to_jsonb(left(e.content->>'result', 4000))
      when length(e.content->>'result') <= 4000 then e.content->'result'
      else to_jsonb(left(e.content->>'result', 4000)) end)
    from application_events e
    where e.id = (select case when e.event_type = 'agent.tool.result'
        and (e.content->>'agent_name',e.content->>'parent_run_id',e.content->>'is_sub_agent_event') is not distinct
      from (t.content->>'agent_name',t.content->>'parent_run_id',t.content->>'is_sub_agent_event') then e.id
      else (select s.result from (with events as (
            select e.id, e.event_type, e.created_at, (e.run_id, e.session_id)::text as stream, c.tool_call_id, c.agent_name, c.parent_run_id, c.is_sub_agent_event, c.is_error,
            case when c.agent_name is null then 0 else 1 end + case when c.parent_run_id is null then 0 else 2 end + case when c.is_sub_agent_event is null then 0 else 4 end as keys,
            row_number() over (partition by e.run_id, e.session_id
              order by e.created_at, e.event_type, e.id) as place
            from (select * from (select * from application_events n where n.run_id = t.run_id
                and n.session_id is not distinct from t.session_id and n.created_at <= t.created_at
                and (n.created_at, n.event_type, n.id) < (t.created_at, t.event_type, t.id)
                order by n.created_at desc limit 2000) b
              union all select * from application_events n where n.id = t.id
              union all select * from (select * from application_events n where n.run_id = t.run_id
                and n.session_id is not distinct from t.session_id and n.created_at >= t.created_at
                and (n.created_at, n.event_type, n.id) > (t.created_at, t.event_type, t.id)
                order by n.created_at asc limit 2000) a) e
            left
              join lateral jsonb_to_record(case jsonb_typeof(e.content) when 'object' then e.content end) c(tool_call_id text, agent_name text, parent_run_id text, is_sub_agent_event text, is_error text)
            on e.event_type in ('agent.tool.call', 'agent.tool.result')
              and e.content->>'tool_call_id' = t.content->>'tool_call_id'),
          tracked as (select *, lead(event_type) over track as next_type, lead(place) over track as next_place, lead(id) over track as next_id,
            lead(created_at) over track as next_at, lead(is_error) over track as next_error,
            max(place) filter (where event_type = 'agent.tool.call') over track as last_call
            from events
            where tool_call_id is not null window track as (partition by stream, tool_call_id, agent_name, parent_run_id, is_sub_agent_event
              order by place)),
          marked as materialized (select *,
            event_type = 'agent.tool.call'
              and (next_type = 'agent.tool.result'
                and next_place - place <= 2000) is true as is_done,
            event_type = 'agent.tool.result'
              and (place - last_call <= 2000) is not true as is_lone
            from tracked),
          sides as (select id, event_type, created_at, is_error, is_done, stream, place, tool_call_id,
            case event_type when 'agent.tool.call' then keys else m end as call_keys, m & keys as shared_keys, case when m & keys & 1 > 0 then agent_name end as shared_agent_name, case when m & keys & 2 > 0 then parent_run_id end as shared_parent_run_id, case when m & keys & 4 > 0 then is_sub_agent_event end as shared_is_sub_agent_event
            from (select *, case event_type when 'agent.tool.call' then bit_or(1 << keys) filter (where is_lone) over same_id
              else bit_or(1 << keys) filter (where event_type = 'agent.tool.call') over same_id end as others
              from marked window same_id as (partition by stream, tool_call_id)) i, generate_series(0, 7) m
            where (event_type = 'agent.tool.call' or is_lone) and others & (1 << m) > 0),
          owned as (select distinct on (id) *
            from (select *, max(place) filter (where event_type = 'agent.tool.call')
              over (partition by stream, tool_call_id, call_keys, shared_keys, shared_agent_name, shared_parent_run_id, shared_is_sub_agent_event
                order by place) as own_call
              from sides) s
            order by id, own_call desc nulls last),
          others as (select *, lead(id) over own as next_id, lead(created_at) over own as next_at, lead(is_error) over own as next_error
            from owned
            where place - own_call <= 2000 window own as (partition by stream, own_call
              order by place))
          select id as call, next_id as result, created_at as called_at, next_at as at, next_error as is_error
          from marked
          where is_done
          union all select id, next_id, created_at, next_at, next_error from others
          where event_type = 'agent.tool.call'
            and not is_done
            and next_id is not null) s
        where s.call = t.id) end
      from (select * from application_events n where n.run_id = t.run_id
        and n.session_id is not distinct from t.session_id and n.created_at >= t.created_at
        and (n.created_at, n.event_type, n.id) > (t.created_at, t.event_type, t.id)
        order by n.created_at asc limit 2000) e
      where e.event_type in ('agent.tool.call', 'agent.tool.result')
      and e.content->>'tool_call_id' = t.content->>'tool_call_id'
      order by e.created_at asc limit 1)) as "stepPreview",
    t.content->>'tool_name' as "toolName"
  from application_events t
  where t."run_id" = p.id
    and (((t."event_group" <> 'billing'
          or exists (select
          from sessions in_sessions
          where in_sessions."id" = t."session_id"
            and (in_sessions."user_id" = $2::uuid
              and not in_sessions."is_deleted") offset 0))
        and exists (select
        from sessions in_sessions
        where in_sessions."id" = t."session_id"
          and ((in_sessions."user_id" = $3::uuid
              or in_sessions."is_public")
            and not in_sessions."is_deleted") offset 0))
      or (t."session_id" is null
        and t."user_id" = $4::uuid))
    and t."event_type" = $5::varchar
  order by t."created_at", t."id" limit (select 51)) t;

-- 1 row
select t."id" as "id", t."status" as "status", t."id" as "$key" from run_tasks t
where t."id" = any((select $1::uuid[])::uuid[])
  and (exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and (in_sessions."user_id" = $2::uuid
        and not in_sessions."is_deleted") offset 0)) is true;
