-- 1 row
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."apple_id" as "appleId",
    t."auth_state" as "authState",
    t."encrypted_ios_p12" is not null as "hasCertificate",
    t."encrypted_expo_token" is not null as "hasExpoToken",
    t."id" as "id"
  from apple_credentials t
  where t."user_id" = p.id and t."user_id" = $2::uuid
  order by t."created_at", t."id" limit (select 1001)) t;
