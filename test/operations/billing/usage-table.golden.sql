-- 4 rows
select k.key, s.* from unnest($1::uuid[]) k(key) cross join lateral (
  select t."session_id" as "sessionId",
    max(t."created_at") as "lastActivityAt",
    (-sum(t."amount"))::text as "spent",
  coalesce(-sum(t."amount") filter (where not t."credit_type" = 'bonus'), 0.000000)::text as "spentRegular",
  coalesce(-sum(t."amount") filter (where t."credit_type" = 'bonus'), 0.000000)::text as "spentBonus",
    count(*)::int as "entries"
  from credit_transactions t
  where t."created_at" >= $2::timestamptz and t."created_at" < $3::timestamptz
  and t."amount" < 0 and t."session_id" is not null and t."user_id" = k.key
  group by t."session_id"
  order by max(t."created_at") desc, t."session_id" desc limit 5 offset $4::int) s;

-- 1 row
select k.key, s.count from unnest($1::uuid[]) k(key) cross join lateral (
  select count(distinct t."session_id")::int as count from credit_transactions t
  where t."created_at" >= $2::timestamptz and t."created_at" < $3::timestamptz
  and t."amount" < 0 and t."session_id" is not null and t."user_id" = k.key) s;

-- 3 rows
select t."id" as "id", t."name" as "name", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (((t."user_id" = $2::uuid
        or t."is_public")
      and not t."is_deleted")) is true;

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
group by grouping sets ((t."user_id"));
