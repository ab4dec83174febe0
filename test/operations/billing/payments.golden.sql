-- 1 row
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join billing_transactions t on t."user_id" = p.id
where true
  and t."user_id" = $2::uuid
  and true group by p.id;

-- 4 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."amount" as "amount",
    t."billing_cycle" as "billingCycle",
    t."created_at" as "createdAt",
    t."credits" as "credits",
    t."currency" as "currency",
    t."id" as "id",
    t."plan_id" as "planId",
    t."status" as "status"
  from billing_transactions t
  where t."user_id" = p.id and t."user_id" = $2::uuid
  order by t."created_at" desc, t."id" desc limit (select 4)) t;
