-- 1 row
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join credit_transactions t on t."billing_transaction_id" = p.id
where true
  and (t."user_id" = $2::uuid) is true
  and true group by p.id;

-- 4 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."amount" as "amount",
    t."billing_transaction_id" as "billingTransactionId",
    t."created_at" as "createdAt",
    t."credit_type" as "creditType",
    t."description" as "description",
    t."id" as "id",
    t."transaction_type" as "transactionType"
  from credit_transactions t
  where t."user_id" = p.id and t."user_id" = $2::uuid and t."amount" >= 0
  order by t."created_at", t."id" limit (select 20)) t;

-- 1 row
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross join lateral (select t."created_at" as "createdAt", t."id" as "id" from credit_transactions t
  where t."billing_transaction_id" = p.id and (t."user_id" = $2::uuid) is true
  order by t."created_at" desc, t."id" desc limit (select 20)) t;

-- 1 row
select t."amount" as "amount",
  t."id" as "id",
  t."plan_id" as "planId",
  t."id" as "$key"
from billing_transactions t
where t."id" = any((select $1::uuid[])::uuid[]) and (t."user_id" = $2::uuid) is true;
