-- 1 row
select count(*)::int as "count" from billing_transactions t where true and true;

-- 1 row
select count(*)::int as "count"
from credit_transactions t
where true
  and (t."amount" < 0
    and t."model_id" = $1::varchar);

-- 3 rows
select t."amount" as "amount",
  t."created_at" as "createdAt",
  t."id" as "id",
  t."status" as "status",
  t."user_id" as "userId"
from billing_transactions t
order by t."created_at" desc, t."id" desc limit 3;

-- 7 rows
select t."amount" as "amount",
  t."created_at" as "createdAt",
  t."id" as "id",
  t."transaction_type" as "transactionType",
  t."user_id" as "userId"
from credit_transactions t
where (t."amount" < 0 and t."model_id" = $1::varchar)
order by t."created_at" desc, t."id" desc limit 7;

-- 2 rows
select t."email" as "email", t."id" as "id", t."id" as "$key" from users t
where t."id" = any((select $1::uuid[])::uuid[]) and true;
