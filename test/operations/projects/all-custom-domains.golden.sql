-- 1 row
select count(*)::int as "count"
from project_custom_domains t
where true
  and t."subdomain" collate "default" ilike $1;

-- 2 rows
select t."claimed_at" as "claimedAt",
  t."dns_status" as "dnsStatus",
  t."id" as "id",
  t."project_id" as "projectId",
  t."ssl_status" as "sslStatus",
  t."subdomain" as "subdomain"
from project_custom_domains t
where t."subdomain" collate "default" ilike $1
order by t."subdomain", t."id" limit 2;

-- 1 row
select t."email" as "email", t."id" as "id", t."id" as "$key" from users t
where t."id" = any((select $1::uuid[])::uuid[]) and true;

-- 1 row
select t."id" as "id", t."name" as "name", t."user_id" as "userId", t."id" as "$key" from projects t
where t."id" = any((select $1::uuid[])::uuid[]) and (t."deleted_at" is null) is true;
