-- 1 row
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join credit_transactions t on t."user_id" = p.id
where true
  and t."user_id" = $2::uuid
  and (t."created_at" >= $3::timestamptz
    and t."created_at" < $4::timestamptz) group by p.id;

-- 13 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."amount" as "amount",
    t."balance_after" as "balanceAfter",
    t."billing_transaction_id" as "billingTransactionId",
    t."created_at" as "createdAt",
    t."credit_type" as "creditType",
    t."description" as "description",
    jsonb_build_object('source', t."data"->>'source', 'toolName', t."data"->>'tool_name', 'planId', t."data"->>'plan_id', 'billingBackend', t."data"->>'billing_backend', 'costUsd', t."data"->>'cost_usd', 'providerReportedCost', t."data"->>'provider_reported_cost', 'premiumRequests', t."data"->>'premium_requests', 'inputTokens', t."data"->>'input_tokens', 'outputTokens', t."data"->>'output_tokens', 'cacheReadTokens', t."data"->>'cache_read_tokens', 'cacheWriteTokens', t."data"->>'cache_write_tokens', 'reasoningTokens', t."data"->>'reasoning_tokens') as "details",
    t."id" as "id",
    t."model_id" as "modelId",
    t."run_id" as "runId",
    t."session_id" as "sessionId",
    t."transaction_type" as "transactionType"
  from credit_transactions t
  where t."user_id" = p.id
    and t."user_id" = $2::uuid
    and (t."created_at" >= $3::timestamptz
      and t."created_at" < $4::timestamptz)
  order by t."created_at" desc, t."id" desc limit (select 13)) t;

-- 7 rows
select t."id" as "id", t."name" as "name", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (((t."user_id" = $2::uuid
        or t."is_public")
      and not t."is_deleted")) is true;

-- 2 rows
select t."id" as "id", t."status" as "status", t."id" as "$key" from run_tasks t
where t."id" = any((select $1::uuid[])::uuid[])
  and (exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and (in_sessions."user_id" = $2::uuid
        and not in_sessions."is_deleted") offset 0)) is true;
