-- 1 row
select count(*)::int as "count" from waitlist t where true and true;

-- 5 rows
select t."created_at" as "createdAt", t."email" as "email", t."id" as "id" from waitlist t
order by t."email" limit 11;
