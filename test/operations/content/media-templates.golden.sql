-- 1 row
select count(*)::int as "count"
from media_templates t
where true
  and ((t."type" = any($1::varchar[])
      or t."type" <> all($2::varchar[]))
    and (t."name" collate "default" ilike $3
      or t."prompt" collate "default" ilike $4));

-- 2 rows
select t."created_at" as "createdAt",
  t."id" as "id",
  t."name" as "name",
  t."preview" as "preview",
  t."prompt" as "prompt",
  t."type" as "type"
from media_templates t
where ((t."type" = any($1::varchar[])
      or t."type" <> all($2::varchar[]))
    and (t."name" collate "default" ilike $3
      or t."prompt" collate "default" ilike $4))
order by t."name", t."id" limit 4;
