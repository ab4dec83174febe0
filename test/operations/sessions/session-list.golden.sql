-- 1 row
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join sessions t on t."user_id" = p.id
where true
  and (t."user_id" = $2::uuid
    and not t."is_deleted")
  and (t."app_kind" = any($3::varchar[])
    and t."name" collate "default" ilike $4) group by p.id;

-- 1 row
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."agent_type" as "agentType",
    t."app_kind" as "appKind",
    t."created_at" as "createdAt",
    t."id" as "id",
    t."is_public" as "isPublic",
    coalesce(t.session_metadata->>'title_pending' = 'true', false) as "isTitlePending",
    t."last_message_at" as "lastMessageAt",
    t."name" as "name",
    t."public_url" as "publicUrl",
    t."status" as "status",
    t."updated_at" as "updatedAt"
  from sessions t
  where t."user_id" = p.id
    and (t."user_id" = $2::uuid
      and not t."is_deleted")
    and (t."app_kind" = any($3::varchar[])
      and t."name" collate "default" ilike $4)
  order by t."updated_at" desc, t."id" desc limit (select 11)) t;

-- 0 rows
select t."id" as "id", t."session_id" as "$key" from projects t
where t."session_id" = any((select $1::uuid[])::uuid[])
  and ((t."user_id" = $2::uuid
      and t."deleted_at" is null)) is true;
