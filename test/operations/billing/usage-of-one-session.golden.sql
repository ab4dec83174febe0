-- 1 row
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join credit_transactions t on t."session_id" = p.id
where true
  and (t."user_id" = $2::uuid) is true
  and true group by p.id;

-- 3 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."amount" as "amount",
    t."balance_after" as "balanceAfter",
    t."created_at" as "createdAt",
    t."credit_type" as "creditType",
    t."description" as "description",
    jsonb_build_object('source', t."data"->>'source', 'toolName', t."data"->>'tool_name', 'planId', t."data"->>'plan_id', 'billingBackend', t."data"->>'billing_backend', 'costUsd', t."data"->>'cost_usd', 'providerReportedCost', t."data"->>'provider_reported_cost', 'premiumRequests', t."data"->>'premium_requests', 'inputTokens', t."data"->>'input_tokens', 'outputTokens', t."data"->>'output_tokens', 'cacheReadTokens', t."data"->>'cache_read_tokens', 'cacheWriteTokens', t."data"->>'cache_write_tokens', 'reasoningTokens', t."data"->>'reasoning_tokens') as "details",
    t."id" as "id",
    t."model_id" as "modelId",
    t."run_id" as "runId",
    t."transaction_type" as "transactionType"
  from credit_transactions t
  where t."session_id" = p.id and (t."user_id" = $2::uuid) is true
  order by t."created_at" desc, t."id" desc limit (select 10)) t;

-- 1 row
select t."id" as "id", t."id" as "$key" from run_tasks t
where t."id" = any((select $1::uuid[])::uuid[])
  and (exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and (in_sessions."user_id" = $2::uuid
        and not in_sessions."is_deleted") offset 0)) is true;

-- 1 row
select t."id" as "id", t."name" as "name", t."user_id" as "userId", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (((t."user_id" = $2::uuid
        or t."is_public")
      and not t."is_deleted")) is true;

-- 1 row
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
select t."session_id" as "key",
  0 as "set",
  count(*)::text as "entries",
  coalesce(sum(case when t."data"->>'input_tokens' ~ '^\d{1,15}$' then (t."data"->>'input_tokens')::bigint end), 0)::text as "input",
  coalesce(sum(case when t."data"->>'output_tokens' ~ '^\d{1,15}$' then (t."data"->>'output_tokens')::bigint end), 0)::text as "output",
  coalesce(sum(case when t."data"->>'cache_read_tokens' ~ '^\d{1,15}$' then (t."data"->>'cache_read_tokens')::bigint end), 0)::text as "cacheRead",
  coalesce(sum(case when t."data"->>'cache_write_tokens' ~ '^\d{1,15}$' then (t."data"->>'cache_write_tokens')::bigint end), 0)::text as "cacheWrite",
  coalesce(sum(case when t."data"->>'reasoning_tokens' ~ '^\d{1,15}$' then (t."data"->>'reasoning_tokens')::bigint end), 0)::text as "reasoning"
from credit_transactions t
where t."session_id" = any($1::uuid[])
group by grouping sets ((t."session_id"));
