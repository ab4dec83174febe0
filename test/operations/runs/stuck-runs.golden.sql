-- 1 row
select count(*)::int as "count" from run_tasks t where true and t."status" = any($1::varchar[]);

-- 1 row
select count(*)::int as "count" from run_tasks t where true and t."status" = any($1::varchar[]);

-- 5 rows
select t."created_at" as "createdAt",
  t."error_message" as "errorMessage",
  t."id" as "id",
  t."session_id" as "sessionId"
from run_tasks t
where t."status" = any($1::varchar[])
order by t."created_at" desc, t."id" desc limit 10;

-- 1 row
select t."created_at" as "createdAt",
  t."id" as "id",
  t."session_id" as "sessionId",
  t."status" as "status"
from run_tasks t
where (t."status" = $1::varchar and t."created_at" < $2::timestamptz)
order by t."created_at", t."id" limit 10;

-- 4 rows
select t."created_at" as "createdAt", t."id" as "id", t."status" as "status" from run_tasks t
where t."status" = any($1::varchar[])
order by t."created_at" desc, t."id" desc limit 10;

-- 1 row
select t."email" as "email", t."id" as "id", t."id" as "$key" from users t
where t."id" = any((select $1::uuid[])::uuid[]) and true;

-- 5 rows
select t."id" as "id", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[]) and (not t."is_deleted") is true;

-- 1 row
select t."id" as "id", t."name" as "name", t."user_id" as "userId", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[]) and (not t."is_deleted") is true;
