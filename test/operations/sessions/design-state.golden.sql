-- 1 row
select t.session_metadata->'design_mode' as "designState",
  t."id" as "id",
  t.user_id::text as "owners",
  t."version" as "version",
  t."id" as "$key"
from sessions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (((t."user_id" = $2::uuid
        or t."is_public")
      and not t."is_deleted")) is true;
