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
    (select case when jsonb_typeof(e.content->'result') = 'string'
    then to_jsonb(left(e.content->>'result', 4000))
    when length(e.content->>'result') <= 4000 then e.content->'result'
    else to_jsonb(left(e.content->>'result', 4000)) end
    from application_events e
    where e.id = (select case when e.event_type = 'agent.tool.result'
        and (e.content->>'agent_name',e.content->>'parent_run_id',e.content->>'is_sub_agent_event') is not distinct
      from (t.content->>'agent_name',t.content->>'parent_run_id',t.content->>'is_sub_agent_event') then e.id else coalesce((select case r.event_type when 'agent.tool.result' then r.id end
          from (select *
            from application_events n
            where n.run_id = t.run_id
            and n.session_id is not distinct from t.session_id and n.created_at >= t.created_at
            and (n.created_at, n.event_type, n.id) > (t.created_at, t.event_type, t.id)
            order by n.created_at asc limit 2000) r
          where r.event_type in ('agent.tool.call', 'agent.tool.result')
          and r.content->>'tool_call_id' = t.content->>'tool_call_id'
          and (r.content->>'agent_name',r.content->>'parent_run_id',r.content->>'is_sub_agent_event') is not distinct
          from (t.content->>'agent_name',t.content->>'parent_run_id',t.content->>'is_sub_agent_event')
          order by r.created_at asc limit 1), (select r.id
          from (select *
            from application_events n
            where n.run_id = t.run_id
            and n.session_id is not distinct from t.session_id and n.created_at >= t.created_at
            and (n.created_at, n.event_type, n.id) > (t.created_at, t.event_type, t.id)
            order by n.created_at asc limit 2000) r
          where r.event_type in ('agent.tool.call', 'agent.tool.result')
          and r.content->>'tool_call_id' = t.content->>'tool_call_id'
          and r.event_type = 'agent.tool.result'
            and not (r.content->>'agent_name' <> t.content->>'agent_name'
              or r.content->>'parent_run_id' <> t.content->>'parent_run_id'
              or r.content->>'is_sub_agent_event' <> t.content->>'is_sub_agent_event') is true
          and coalesce((select c.id from (select * from application_events n where n.run_id = r.run_id
                and n.session_id is not distinct from r.session_id and n.created_at <= r.created_at
                and (n.created_at, n.event_type, n.id) < (r.created_at, r.event_type, r.id)
                order by n.created_at desc limit 2000) c
              where c.event_type in ('agent.tool.call', 'agent.tool.result')
              and c.content->>'tool_call_id' = r.content->>'tool_call_id'
              and c.event_type = 'agent.tool.call'
                and (c.content->>'agent_name',c.content->>'parent_run_id',c.content->>'is_sub_agent_event') is not distinct
              from (r.content->>'agent_name',r.content->>'parent_run_id',r.content->>'is_sub_agent_event')
              order by c.created_at desc limit 1), (select c.id
              from (select *
                from application_events n
                where n.run_id = r.run_id
                and n.session_id is not distinct from r.session_id and n.created_at <= r.created_at
                and (n.created_at, n.event_type, n.id) < (r.created_at, r.event_type, r.id)
                order by n.created_at desc limit 2000) c
              where c.event_type in ('agent.tool.call', 'agent.tool.result')
              and c.content->>'tool_call_id' = r.content->>'tool_call_id'
              and c.event_type = 'agent.tool.call'
                and not (c.content->>'agent_name' <> r.content->>'agent_name'
                  or c.content->>'parent_run_id' <> r.content->>'parent_run_id'
                  or c.content->>'is_sub_agent_event' <> r.content->>'is_sub_agent_event') is true
              order by c.created_at desc limit 1)) = t.id
          order by r.created_at asc limit 1)) end
      from (select * from application_events n where n.run_id = t.run_id
        and n.session_id is not distinct from t.session_id and n.created_at >= t.created_at
        and (n.created_at, n.event_type, n.id) > (t.created_at, t.event_type, t.id)
        order by n.created_at asc limit 2000) e
      where e.event_type in ('agent.tool.call', 'agent.tool.result')
      and e.content->>'tool_call_id' = t.content->>'tool_call_id'
      order by e.created_at asc limit 1)) as "stepPreview",
    (select jsonb_build_object('id', e.id, 'at', e.created_at::text, 'isError', coalesce(e.content->>'is_error' = 'true', false), 'cost', e.content->'cost',
      'ms', round(extract(epoch
          from e.created_at - t.created_at) * 1000))
    from application_events e
    where e.id = (select case when e.event_type = 'agent.tool.result'
        and (e.content->>'agent_name',e.content->>'parent_run_id',e.content->>'is_sub_agent_event') is not distinct
      from (t.content->>'agent_name',t.content->>'parent_run_id',t.content->>'is_sub_agent_event') then e.id else coalesce((select case r.event_type when 'agent.tool.result' then r.id end
          from (select *
            from application_events n
            where n.run_id = t.run_id
            and n.session_id is not distinct from t.session_id and n.created_at >= t.created_at
            and (n.created_at, n.event_type, n.id) > (t.created_at, t.event_type, t.id)
            order by n.created_at asc limit 2000) r
          where r.event_type in ('agent.tool.call', 'agent.tool.result')
          and r.content->>'tool_call_id' = t.content->>'tool_call_id'
          and (r.content->>'agent_name',r.content->>'parent_run_id',r.content->>'is_sub_agent_event') is not distinct
          from (t.content->>'agent_name',t.content->>'parent_run_id',t.content->>'is_sub_agent_event')
          order by r.created_at asc limit 1), (select r.id
          from (select *
            from application_events n
            where n.run_id = t.run_id
            and n.session_id is not distinct from t.session_id and n.created_at >= t.created_at
            and (n.created_at, n.event_type, n.id) > (t.created_at, t.event_type, t.id)
            order by n.created_at asc limit 2000) r
          where r.event_type in ('agent.tool.call', 'agent.tool.result')
          and r.content->>'tool_call_id' = t.content->>'tool_call_id'
          and r.event_type = 'agent.tool.result'
            and not (r.content->>'agent_name' <> t.content->>'agent_name'
              or r.content->>'parent_run_id' <> t.content->>'parent_run_id'
              or r.content->>'is_sub_agent_event' <> t.content->>'is_sub_agent_event') is true
          and coalesce((select c.id from (select * from application_events n where n.run_id = r.run_id
                and n.session_id is not distinct from r.session_id and n.created_at <= r.created_at
                and (n.created_at, n.event_type, n.id) < (r.created_at, r.event_type, r.id)
                order by n.created_at desc limit 2000) c
              where c.event_type in ('agent.tool.call', 'agent.tool.result')
              and c.content->>'tool_call_id' = r.content->>'tool_call_id'
              and c.event_type = 'agent.tool.call'
                and (c.content->>'agent_name',c.content->>'parent_run_id',c.content->>'is_sub_agent_event') is not distinct
              from (r.content->>'agent_name',r.content->>'parent_run_id',r.content->>'is_sub_agent_event')
              order by c.created_at desc limit 1), (select c.id
              from (select *
                from application_events n
                where n.run_id = r.run_id
                and n.session_id is not distinct from r.session_id and n.created_at <= r.created_at
                and (n.created_at, n.event_type, n.id) < (r.created_at, r.event_type, r.id)
                order by n.created_at desc limit 2000) c
              where c.event_type in ('agent.tool.call', 'agent.tool.result')
              and c.content->>'tool_call_id' = r.content->>'tool_call_id'
              and c.event_type = 'agent.tool.call'
                and not (c.content->>'agent_name' <> r.content->>'agent_name'
                  or c.content->>'parent_run_id' <> r.content->>'parent_run_id'
                  or c.content->>'is_sub_agent_event' <> r.content->>'is_sub_agent_event') is true
              order by c.created_at desc limit 1)) = t.id
          order by r.created_at asc limit 1)) end
      from (select * from application_events n where n.run_id = t.run_id
        and n.session_id is not distinct from t.session_id and n.created_at >= t.created_at
        and (n.created_at, n.event_type, n.id) > (t.created_at, t.event_type, t.id)
        order by n.created_at asc limit 2000) e
      where e.event_type in ('agent.tool.call', 'agent.tool.result')
      and e.content->>'tool_call_id' = t.content->>'tool_call_id'
      order by e.created_at asc limit 1)) as "stepResult",
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
