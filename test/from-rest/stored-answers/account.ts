import { people, sessions } from '../../../src/demo/identities.ts'
import type { StoredAnswer } from './stored-answer.ts'

const demo = `'${people.demo.id}'`
const project = 'bf63ca18-703c-4ad4-b806-e21f326b9c9f'
const models = (
  path: string,
  where: string,
) => `select id as "databaseId", model_id as "modelId", display_name as "displayName",
  case provider when 'OpenAI' then 'OPENAI' else upper(provider) end as provider, is_default as "isDefault", encrypted_api_key is not null as "hasApiKey",
  case when user_id is not null then base_url end as "baseUrl", (pricing ->> 'input_price_per_million') as "pricing.input", (pricing ->> 'output_price_per_million') as "pricing.output"${path}
from model_settings where ${where}`
const usage = `select c.session_id, -sum(c.amount) filter (where c.credit_type = 'regular') as regular,
  -sum(c.amount) filter (where c.credit_type = 'bonus') as bonus, max(c.created_at) as last
from credit_transactions c where c.user_id = ${demo} and c.amount < 0 and c.session_id is not null group by c.session_id`

/** What the calls about the account, credits, settings, projects and connections must answer, by SQL. */
export const ofAccount: readonly StoredAnswer[] = [
  {
    call: 'GET /auth/me',
    operation: 'identity/me',
    variables: {},
    at: 'viewer',
    sql: `select id as "databaseId", email, first_name as "firstName", last_name as "lastName", avatar, upper(role) as role, language,
  upper(subscription_plan) as "subscriptionPlan", subscription_status as "subscriptionStatus",
  upper(subscription_billing_cycle) as "subscriptionBillingCycle", subscription_current_period_end as "subscriptionCurrentPeriodEnd"
from users where id = ${demo}`,
  },
  {
    call: 'GET /v1/project/{session_id}',
    operation: 'projects/project-page',
    variables: { session: sessions.website },
    at: 'session.project',
    sql: `select p.id as "databaseId", p.name, p.description, p.status, p.created_at as "createdAt", p.framework, p.project_path as "projectPath",
  p.production_url as "productionUrl", p.current_build_status as "currentBuildStatus", p.secrets_json is not null as "hasSecrets",
  (select json_agg(d.database_name order by d.created_at desc) from project_databases d where d.session_id = p.session_id) as "databases.databaseName",
  (select d.id from project_deployments d where d.project_id = p.id and d.deployment_status = 'deployed' and d.environment = 'production'
    order by d.version desc limit 1) as "productionDeployment.databaseId"
from projects p where p.session_id = '${sessions.website}'`,
  },
  ...[
    {
      operation: 'projects/project-page',
      variables: { session: sessions.website },
      at: 'session.project.latestDeployment',
    },
    { operation: 'live/deployment', variables: { project }, at: 'deploymentStatus.latestDeployment' },
  ].map((asked) => ({
    call: 'GET /v1/project/{project_id}/deployment',
    ...asked,
    sql: `select d.id as "databaseId", d.deployment_status as "statusText", upper(d.provider) as provider, d.environment, d.deployment_url as "deploymentUrl",
  d.version, d.error_message as "errorMessage" from project_deployments d where d.project_id = '${project}' order by d.version desc limit 1`,
  })),
  {
    call: 'GET /v1/project/subdomains/{subdomain}',
    operation: 'projects/custom-domain',
    variables: { subdomain: 'okafor-roastery' },
    at: 'customDomain',
    sql: `select subdomain, full_domain as "fullDomain", dns_status as "dnsStatusText", ssl_status as "sslStatusText"
from project_custom_domains where subdomain = 'okafor-roastery'`,
  },
  {
    call: 'GET /v1/project/design/state',
    operation: 'sessions/design-state',
    variables: { id: sessions.website },
    at: 'session.designState',
    sql: `select session_metadata #> '{design_mode,changes}' as changes, session_metadata #> '{design_mode,redo_changes}' as "redoChanges"
from sessions where id = '${sessions.website}'`,
  },
  ...[
    { operation: 'billing/balance', at: 'viewer.creditBalance' },
    { operation: 'live/balance', at: 'creditBalance' },
  ].map((asked) => ({
    call: 'GET /v1/credits/balance',
    also: 'billing.credits.deducted',
    ...asked,
    variables: {},
    sql: `select round(credits, 6)::text as credits, round(bonus_credits, 6)::text as "bonusCredits",
  round(credits + bonus_credits, 6)::text as total, updated_at as "updatedAt"
from credit_balances where user_id = ${demo}`,
  })),
  {
    call: 'GET /v1/project/subdomains/reserved',
    operation: 'projects/subdomain-check',
    variables: { name: 'a-free-name' },
    at: 'free',
    sql: `select 'apps.example' as "baseDomain", 'a-free-name.apps.example' as "fullDomain", true as "isAvailable"`,
  },
  {
    call: 'GET /v1/credits/usage',
    operation: 'billing/usage-table',
    variables: { from: '1970-01-01', page: 1, perPage: 100 },
    at: 'viewer.usage.sessionPage.nodes',
    sql: `select u.session_id as "sessionDatabaseId", s.name as "session.name", round(coalesce(u.regular, 0) + coalesce(u.bonus, 0), 6)::text as spent,
  round(coalesce(u.bonus, 0), 6)::text as "spentBonus", u.last as "lastActivityAt"
from (${usage}) u left join sessions s on s.id = u.session_id and not s.is_deleted order by u.last desc, u.session_id desc`,
  },
  {
    call: 'GET /v1/credits/usage',
    operation: 'billing/usage-table',
    variables: { from: '1970-01-01', page: 2, perPage: 3 },
    at: 'viewer.usage.sessionPage',
    sql: `select count(*) as "totalCount", 2 as page, 3 as "perPage" from (${usage}) u`,
  },
  {
    call: 'GET /v1/credits/usage/{session_id}',
    operation: 'billing/usage-of-one-session',
    variables: { id: sessions.website, first: 100 },
    at: 'session.creditTransactions.nodes',
    sql: `select id as "databaseId", upper(transaction_type) as type, upper(credit_type) as "creditType", round(amount, 6)::text as amount,
  round(balance_after, 6)::text as "balanceAfter", model_id as "modelId", (select r.id from run_tasks r where r.id = c.run_id) as "run.databaseId", description,
  data ->> 'tool_name' as "details.toolName", data ->> 'input_tokens' as "details.inputTokens", data ->> 'output_tokens' as "details.outputTokens",
  created_at as "createdAt" from credit_transactions c where session_id = '${sessions.website}' order by created_at desc, id desc`,
  },
  {
    call: 'GET /v1/credits/usage/{session_id}',
    also: 'billing.metrics.updated',
    operation: 'billing/usage-of-one-session',
    variables: { id: sessions.website, first: 1 },
    at: 'session',
    sql: `select s.id as "databaseId", s.name, round(-sum(c.amount) filter (where c.amount < 0), 6)::text as "creditSums.spent",
  count(*) as "creditTransactions.totalCount", coalesce(sum((c.data ->> 'input_tokens')::bigint), 0)::text as "creditSums.tokens.input",
  coalesce(sum((c.data ->> 'output_tokens')::bigint), 0)::text as "creditSums.tokens.output",
  coalesce(sum((c.data ->> 'cache_read_tokens')::bigint), 0)::text as "creditSums.tokens.cacheRead"
from sessions s join credit_transactions c on c.session_id = s.id where s.id = '${sessions.website}' group by s.id`,
  },
  {
    call: 'GET /v1/credits/history',
    operation: 'billing/ledger',
    variables: {
      orderBy: 'NEWEST',
      first: 100,
      filter: { type: ['LLM_USAGE', 'TOOL_USAGE'], session: sessions.website },
    },
    at: 'viewer.creditTransactions.nodes',
    sql: `select id as "databaseId", round(amount, 6)::text as amount, round(balance_after, 6)::text as "balanceAfter", description
from credit_transactions where user_id = ${demo} and session_id = '${sessions.website}' and transaction_type in ('llm_usage', 'tool_usage')
order by created_at desc, id desc`,
  },
  {
    call: 'GET /v1/credits/history',
    operation: 'billing/ledger',
    variables: { first: 1 },
    at: 'viewer.creditTransactions',
    sql: `select count(*) as "totalCount" from credit_transactions where user_id = ${demo}`,
  },
  {
    call: 'GET /v1/user-settings/models',
    operation: 'settings/models',
    variables: { includeInactive: true },
    at: 'availableModels',
    sql: `${models(', upper(config_type) as "configType"', `user_id is null and config_type = 'system' or user_id = ${demo}`)} order by user_id is not null, created_at, id`,
  },
  {
    call: 'GET /v1/user-settings/models/{id}',
    operation: 'settings/my-models',
    variables: { first: 100 },
    at: 'viewer.modelSettings.nodes',
    sql: `${models(
      `, is_active as "isActive", created_at as "createdAt", updated_at as "updatedAt", (params ->> 'max_retries')::int as "params.maxRetries",
  (params ->> 'temperature')::float as "params.temperature", (params ->> 'thinking_tokens')::int as "params.thinkingTokens"`,
      `user_id = ${demo}`,
    )} order by created_at, id`,
  },
  {
    call: 'GET /v1/user-settings/mcp',
    operation: 'settings/tool-servers',
    variables: {},
    at: 'viewer.mcpSettings',
    sql: `select id as "databaseId", is_active as "isActive", created_at as "createdAt", updated_at as "updatedAt",
  metadata ->> 'auth_json' is not null as "hasCredentials", upper(metadata ->> 'tool_type') as "toolType", metadata ->> 'model' as model,
  metadata ->> 'model_reasoning_effort' as "reasoningEffort", (metadata ->> 'search')::boolean as "isSearchEnabled",
  (select coalesce(json_agg(k order by k), '[]') from jsonb_object_keys(case when jsonb_typeof(mcp_config -> 'mcpServers') = 'object' then mcp_config -> 'mcpServers' else '{}' end) k) as "servers.name"
from mcp_settings where user_id = ${demo} order by created_at desc, id desc`,
  },
  {
    call: 'GET /v1/user-settings/skills',
    operation: 'settings/skills',
    variables: {},
    at: 'availableSkills',
    sql: `select s.id as "databaseId", s.name, s.description, upper(s.source) as source, s.source_url as "sourceUrl", s.license, s.compatibility,
  s.created_at as "createdAt", s.updated_at as "updatedAt", s.is_enabled and not exists (select from skills o
    where o.user_id = ${demo} and o.name = s.name and o.source = 'builtin' and s.user_id is null) as "isEnabled"
from skills s where s.user_id is null or s.user_id = ${demo} and s.source <> 'builtin' order by s.user_id is not null, s.name`,
  },
  {
    call: 'GET /v1/connectors/google-drive/status',
    operation: 'integrations/connections',
    variables: {},
    at: 'viewer.connectors',
    sql: `select id as "databaseId", upper(connector_type) as type, metadata ->> 'login' as "account.login", metadata ->> 'name' as "account.name",
  metadata ->> 'avatar_url' as "account.avatarUrl", coalesce(token_expiry > now(), true)
  or refresh_token is not null or metadata ->> 'installation_id' is not null as "isConnected" from connectors where user_id = ${demo} order by connector_type`,
  },
  {
    call: 'integration.apple.auth.team_selection',
    operation: 'integrations/apple-accounts',
    variables: {},
    at: 'viewer.appleCredentials',
    sql: `select case when apple_id <> 'pending' then apple_id end as "appleId", (select coalesce(json_agg(t ->> 'team_id'), '[]') from jsonb_array_elements(available_teams) t)
  as "availableTeams.teamId" from apple_credentials where user_id = ${demo} order by created_at desc`,
  },
  {
    call: 'GET /v1/connectors/composio/profiles',
    operation: 'integrations/composio-profiles',
    variables: { first: 100, filter: { toolkitSlug: 'gmail' } },
    at: 'viewer.composioProfiles.nodes',
    sql: `select id as "databaseId", toolkit_slug as "toolkitSlug", toolkit_name as "toolkitName", created_at as "createdAt", updated_at as "updatedAt",
  profile_name as "profileName", upper(status) as status, is_default as "isDefault", enabled_tools as "enabledTools"
from composio_profiles where user_id = ${demo} and toolkit_slug = 'gmail' order by created_at desc, id desc`,
  },
]
