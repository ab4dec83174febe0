-- 1 row
select count(*)::int as "count" from sessions t where not t."is_deleted" and t."user_id" = $1::uuid;

-- 3 rows
select t."created_at" as "createdAt", t."id" as "id", t."name" as "name" from sessions t
where not t."is_deleted" and t."user_id" = $1::uuid
order by t."created_at" desc, t."id" desc limit 20;
