-- 1 row
select t."user_id" as "key",
  0 as "set",
  count(*)::text as "entries",
  coalesce(sum(case when t."data"->>'input_tokens' ~ '^\d{1,15}$' then (t."data"->>'input_tokens')::bigint end), 0)::text as "input",
  coalesce(sum(case when t."data"->>'output_tokens' ~ '^\d{1,15}$' then (t."data"->>'output_tokens')::bigint end), 0)::text as "output",
  coalesce(sum(case when t."data"->>'cache_read_tokens' ~ '^\d{1,15}$' then (t."data"->>'cache_read_tokens')::bigint end), 0)::text as "cacheRead",
  coalesce(sum(case when t."data"->>'cache_write_tokens' ~ '^\d{1,15}$' then (t."data"->>'cache_write_tokens')::bigint end), 0)::text as "cacheWrite",
  coalesce(sum(case when t."data"->>'reasoning_tokens' ~ '^\d{1,15}$' then (t."data"->>'reasoning_tokens')::bigint end), 0)::text as "reasoning"
from credit_transactions t
where t."user_id" = any($1::uuid[])
  and t."created_at" >= $2::timestamptz
  and t."created_at" < $3::timestamptz
group by grouping sets ((t."user_id"));

-- 30 rows
select t."user_id" as "key",
  grouping(t."model_id", date_trunc('week', t."created_at", 'UTC')) as "set",
  t."model_id" as "modelId",
  date_trunc('week', t."created_at", 'UTC') as "week",
  count(*)::text as "entries",
  coalesce(sum(case when t."data"->>'input_tokens' ~ '^\d{1,15}$' then (t."data"->>'input_tokens')::bigint end), 0)::text as "input",
  coalesce(sum(case when t."data"->>'output_tokens' ~ '^\d{1,15}$' then (t."data"->>'output_tokens')::bigint end), 0)::text as "output",
  coalesce(sum(case when t."data"->>'cache_read_tokens' ~ '^\d{1,15}$' then (t."data"->>'cache_read_tokens')::bigint end), 0)::text as "cacheRead",
  coalesce(sum(case when t."data"->>'cache_write_tokens' ~ '^\d{1,15}$' then (t."data"->>'cache_write_tokens')::bigint end), 0)::text as "cacheWrite",
  coalesce(sum(case when t."data"->>'reasoning_tokens' ~ '^\d{1,15}$' then (t."data"->>'reasoning_tokens')::bigint end), 0)::text as "reasoning"
from credit_transactions t
where t."user_id" = any($1::uuid[])
  and t."created_at" >= $2::timestamptz
  and t."created_at" < $3::timestamptz
group by grouping sets ((t."user_id", t."model_id"), (t."user_id", date_trunc('week', t."created_at", 'UTC'), t."model_id"));

-- 46 rows
select t."user_id" as "key",
  grouping(t."model_id", t."transaction_type", date_trunc('week', t."created_at", 'UTC')) as "set",
  t."model_id" as "modelId",
  t."transaction_type" as "transactionType",
  date_trunc('week', t."created_at", 'UTC') as "week",
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
group by grouping sets ((t."user_id"), (t."user_id", t."model_id"), (t."user_id", t."transaction_type"), (t."user_id", date_trunc('week', t."created_at", 'UTC')), (t."user_id", date_trunc('week', t."created_at", 'UTC'), t."model_id"));
