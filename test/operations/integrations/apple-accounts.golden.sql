-- 1 row
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."apple_id" as "appleId",
    t."auth_state" as "authState",
    t."available_teams" as "availableTeams",
    t."encrypted_app_specific_password" is not null as "hasAppSpecificPassword",
    t."encrypted_ios_p12" is not null as "hasCertificate",
    t."encrypted_expo_token" is not null as "hasExpoToken",
    t."encrypted_ios_provisioning_profile" is not null as "hasProvisioningProfile",
    t."encrypted_session_data" is not null as "hasSession",
    t."id" as "id",
    t."ios_bundle_identifier" as "iosBundleIdentifier",
    t."ios_certificate_expiry" as "iosCertificateExpiry",
    t."selected_team_id" as "selectedTeamId",
    t."session_expiry" as "sessionExpiry",
    t."team_name" as "teamName"
  from apple_credentials t
  where t."user_id" = p.id and t."user_id" = $2::uuid
  order by t."created_at", t."id" limit (select 1001)) t;
