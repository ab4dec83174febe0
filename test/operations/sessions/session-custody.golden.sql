-- 1 row
select (select jsonb_build_object('custody', one->'custody', 'delete_after', one->'delete_after', 'purge_after', one->'purge_after', 'purge_started_at', one->'purge_started_at', 'purge_attempts', one->'purge_attempts', 'sar_priority', one->'sar_priority')
  from to_jsonb(t) as one
  where one ?| array['custody', 'delete_after', 'purge_after', 'purge_started_at', 'purge_attempts', 'sar_priority']) as "custody",
  t."id" as "id",
  t.user_id::text as "owners",
  t."id" as "$key"
from sessions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (((t."user_id" = $2::uuid
        or t."is_public")
      and not t."is_deleted")) is true;

-- 2 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)
  where (exists (select
      from sessions in_sessions
      where in_sessions."id" = p.id
        and (in_sessions."user_id" = $2::uuid
          and not in_sessions."is_deleted") offset 0)) is true) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."id" as "id",
    (select jsonb_build_object('pool_state', one->'pool_state', 'pool_slot', one->'pool_slot', 'claimed_at', one->'claimed_at', 'retire_at', one->'retire_at', 'timeout_at', one->'timeout_at', 'mcp_configured', one->'mcp_configured')
    from to_jsonb(t) as one
    where one ?| array['pool_state', 'pool_slot', 'claimed_at', 'retire_at', 'timeout_at', 'mcp_configured']) as "pool"
  from agent_sandboxes t
  where t."session_id" = p.id
  order by t."created_at" desc, t."id" desc limit (select 2)) t;
