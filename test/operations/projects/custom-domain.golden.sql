-- 1 row
select t."dns_status" as "dnsStatus",
  t."full_domain" as "fullDomain",
  t."id" as "id",
  t."project_id" as "projectId",
  t."ssl_status" as "sslStatus",
  t."subdomain" as "subdomain",
  t."subdomain" as "$key"
from project_custom_domains t
where t."subdomain" = any((select $1::varchar[])::varchar[])
  and (exists (select
    from projects in_projects
    where in_projects."id" = t."project_id"
      and (in_projects."user_id" = $2::uuid
        and in_projects."deleted_at" is null) offset 0)) is true;

-- 1 row
select t."id" as "id", t."name" as "name", t."id" as "$key" from projects t
where t."id" = any((select $1::uuid[])::uuid[])
  and ((t."user_id" = $2::uuid
      and t."deleted_at" is null)) is true;
