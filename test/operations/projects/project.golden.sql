-- 1 row
select t."email" as "email",
  t."first_name" as "firstName",
  t."id" as "id",
  t."last_name" as "lastName",
  t."id" as "$key"
from users t
where t."id" = any((select $1::uuid[])::uuid[]) and (t."id" = $2::uuid) is true;

-- 1 row
select t."id" as "id", t."name" as "name", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (((t."user_id" = $2::uuid
        or t."is_public")
      and not t."is_deleted")) is true;

-- 1 row
select t."id" as "id",
  t."name" as "name",
  t."session_id" as "sessionId",
  t."user_id" as "userId",
  t."id" as "$key"
from projects t
where t."id" = any((select $1::uuid[])::uuid[])
  and ((t."user_id" = $2::uuid
      and t."deleted_at" is null)) is true;
