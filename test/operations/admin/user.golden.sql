-- 1 row
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join api_keys t on t."user_id" = p.id where true and true and true group by p.id;

-- 1 row
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join billing_transactions t on t."user_id" = p.id where true and true and true group by p.id;

-- 1 row
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join credit_transactions t on t."user_id" = p.id where true and true and true group by p.id;

-- 1 row
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join sessions t on t."user_id" = p.id where true and not t."is_deleted" and true group by p.id;

-- 4 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."amount" as "amount",
    t."created_at" as "createdAt",
    t."currency" as "currency",
    t."id" as "id",
    t."status" as "status"
  from billing_transactions t
  where t."user_id" = p.id
  order by t."created_at" desc, t."id" desc limit (select 5)) t;

-- 5 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."amount" as "amount",
    t."created_at" as "createdAt",
    t."id" as "id",
    t."transaction_type" as "transactionType"
  from credit_transactions t
  where t."user_id" = p.id
  order by t."created_at" desc, t."id" desc limit (select 5)) t;

-- 3 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross join lateral (select t."connector_type" as "connectorType", t."id" as "id" from connectors t
  where t."user_id" = p.id
  order by t."created_at", t."id" limit (select 1001)) t;

-- 2 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."created_at" as "createdAt",
    right(t."api_key", 4) as "hint",
    t."id" as "id",
    t."is_active" as "isActive"
  from api_keys t
  where t."user_id" = p.id
  order by t."created_at" desc, t."id" desc limit (select 5)) t;

-- 5 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."id" as "id",
    t."name" as "name",
    t."user_id" as "userId"
  from sessions t
  where t."user_id" = p.id and not t."is_deleted"
  order by t."created_at" desc, t."id" desc limit (select 5)) t;

-- 1 row
select t."billing_status" as "billingStatus",
  t."billing_status_reason" as "billingStatusReason",
  t."bonus_credits" as "bonusCredits",
  t."credits" as "credits",
  t."id" as "id",
  t."user_id" as "$key"
from credit_balances t
where t."user_id" = any((select $1::uuid[])::uuid[]) and true;

-- 1 row
select t."email" as "email",
  t."first_name" as "firstName",
  t."id" as "id",
  t."is_active" as "isActive",
  t."last_name" as "lastName",
  t."organization" as "organization",
  t."role" as "role",
  t."subscription_plan" as "subscriptionPlan",
  t."subscription_status" as "subscriptionStatus",
  t."id" as "$key"
from users t
where t."id" = any((select $1::uuid[])::uuid[]) and true;

-- 3 rows
select t."session_id" as "key",
  0 as "set",
  count(*)::text as "entries",
  coalesce(-sum(t."amount") filter (where t."amount" < 0
      and true), 0.000000)::text as "spent",
  coalesce(-sum(t."amount") filter (where t."amount" < 0
      and t."credit_type" <> 'bonus'), 0.000000)::text as "spentRegular",
  coalesce(-sum(t."amount") filter (where t."amount" < 0
      and t."credit_type" = 'bonus'), 0.000000)::text as "spentBonus",
  coalesce(sum(t."amount") filter (where t."amount" > 0), 0.000000)::text as "granted"
from credit_transactions t
where t."session_id" = any($1::uuid[])
group by grouping sets ((t."session_id"));

-- 1 row
select t."user_id" as "key",
  0 as "set",
  count(*)::text as "entries",
  coalesce(-sum(t."amount") filter (where t."amount" < 0
      and true), 0.000000)::text as "spent",
  coalesce(-sum(t."amount") filter (where t."amount" < 0
      and t."credit_type" <> 'bonus'), 0.000000)::text as "spentRegular",
  coalesce(-sum(t."amount") filter (where t."amount" < 0
      and t."credit_type" = 'bonus'), 0.000000)::text as "spentBonus",
  coalesce(sum(t."amount") filter (where t."amount" > 0), 0.000000)::text as "granted"
from credit_transactions t
where t."user_id" = any($1::uuid[])
  and t."created_at" >= $2::timestamptz
  and t."created_at" < $3::timestamptz
group by grouping sets ((t."user_id"));
