-- 3 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."id" as "id",
    greatest(t.updated_at, t.last_message_at) as "lastActivityAt",
    t."last_message_at" as "lastMessageAt",
    t."name" as "name",
    t."updated_at" as "updatedAt"
  from sessions t
  where t."user_id" = p.id
    and (t."user_id" = $2::uuid
      and not t."is_deleted")
    and exists (select
    from projects x
    where x.session_id = t.id
      and x.deleted_at is null)
  order by greatest(t.updated_at, t.last_message_at) desc, t."id" desc limit (select 5)) t;
