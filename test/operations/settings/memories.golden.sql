-- 1 row
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join user_memories t on t."user_id" = p.id
where true
  and t."user_id" = $2::uuid
  and t."topics" @> $3::jsonb group by p.id;

-- 1 row
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."agent_id" as "agentId",
    t."created_at" as "createdAt",
    t."id" as "id",
    t."input" as "input",
    t."memory" as "memory",
    t."memory_id" as "memoryId",
    t."topics" as "topics",
    t."updated_at" as "updatedAt"
  from user_memories t
  where t."user_id" = p.id and t."user_id" = $2::uuid and t."topics" @> $3::jsonb
  order by t."updated_at" desc, t."id" desc limit (select 20)) t;
