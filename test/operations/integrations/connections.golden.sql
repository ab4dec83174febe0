-- 3 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select case when jsonb_typeof(t."metadata") = 'object' then jsonb_build_object('login', t."metadata"->'login', 'name', t."metadata"->'name', 'email', t."metadata"->'email', 'user_email', t."metadata"->'user_email', 'avatar_url', t."metadata"->'avatar_url', 'app_type', t."metadata"->'app_type', 'scopes_granted', t."metadata"->'scopes_granted', 'scopes', t."metadata"->'scopes') end as "account",
    (t."refresh_token" is not null
    or t."metadata"->>'installation_id' is not null) as "canRenewToken",
    t."connector_type" as "connectorType",
    t."refresh_token" is not null as "hasRefreshToken",
    t."id" as "id",
    t."token_expiry" as "tokenExpiry"
  from connectors t
  where t."user_id" = p.id and t."user_id" = $2::uuid
  order by t."created_at", t."id" limit (select 1001)) t;
