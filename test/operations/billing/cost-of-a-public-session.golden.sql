-- 0 rows
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join credit_transactions t on t."session_id" = p.id
where true
  and (t."user_id" = $2::uuid) is true
  and true group by p.id;

-- 0 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."amount" as "amount",
    t."created_at" as "createdAt",
    t."id" as "id"
  from credit_transactions t
  where t."session_id" = p.id and (t."user_id" = $2::uuid) is true
  order by t."created_at" desc, t."id" desc limit (select 20)) t;

-- 1 row
select t."id" as "id", t."name" as "name", t."user_id" as "userId", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (((t."user_id" = $2::uuid
        or t."is_public")
      and not t."is_deleted")) is true;
