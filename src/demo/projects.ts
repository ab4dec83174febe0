import { after, type Clock, stamped } from './clock.ts'
import { people, sessions } from './identities.ts'
import type { Row, TableRows } from './rows.ts'
import { secrets } from './secrets.ts'
import { uuid } from './uuid.ts'

const project = (name: string, session_id: string | null, created: string, row: Row): Row => ({
  id: uuid(`project ${name}`),
  user_id: people.demo.id,
  session_id,
  name,
  description: null,
  framework: null,
  project_path: `/workspace/${name}`,
  production_url: null,
  database_json: null,
  storage_json: null,
  secrets_json: null,
  deleted_at: null,
  ...row,
  ...stamped(created),
})

const ownProjects = ({ ago }: Clock): Row[] => [
  project('roastery', sessions.website, ago('6d'), {
    description: 'The launch page of the coffee roastery',
    framework: 'nextjs-shadcn',
    production_url: 'https://roastery.apps.ii-agent.example',
    database_json: { source: 'neondb', connection_string: secrets.projectDatabaseUrl, host: 'db.example' },
    storage_json: { bucket: 'roastery', service_account: secrets.projectStorage },
    secrets_json: { encrypted_data: secrets.projectSecrets },
  }),
  project('brew-timer', sessions.mobileApp, ago('12d'), {
    framework: 'expo',
    secrets_json: { EXPO_TOKEN: secrets.projectPlainSecret },
  }),
  project('night-trains', sessions.fork, ago('14d'), { framework: 'vite-react' }),
  project('old-portfolio', null, ago('11w'), { deleted_at: ago('9w') }),
  project('pho', sessions.mariaPublic, ago('5d'), { user_id: people.maria.id, framework: 'static' }),
]

/** A deployment that started at a time and took some seconds. */
const deployment = (
  project_name: string,
  version: number,
  started: string,
  seconds: number,
  row: Row,
): Row => {
  const failed = row.deployment_status === 'failed'
  const ended = row.deployment_status === 'building' ? null : after(started, seconds)
  return {
    id: uuid(`deployment ${project_name} ${version}`),
    project_id: uuid(`project ${project_name}`),
    environment: 'production',
    deployment_url: null,
    started_at: started,
    deployed_at: failed ? null : ended,
    finished_at: ended,
    deploy_duration_ms: ended === null ? null : seconds * 1_000,
    error_message: null,
    deployed_by_user_id: people.demo.id,
    provider: 'cloud_run',
    version,
    snapshot_id: `snap-${project_name}-${version}`,
    source_path: `gs://ii-sources/${project_name}/${version}.tar.gz`,
    metadata: { image: `registry.ii-agent.example/${project_name}:${version}`, env: ['DATABASE_URL'] },
    error_phase: null,
    error_details: null,
    upload_duration_ms: 4_100,
    build_duration_ms: ended === null ? null : seconds * 700,
    ...row,
    ...stamped(started, ended ?? started),
  }
}

const deploymentRows = ({ ago }: Clock): Row[] => [
  deployment('roastery', 1, ago('5d'), 61, {
    deployment_status: 'failed',
    error_phase: 'build',
    error_message: 'next build ended with code 1: Module not found: ./newsletter-form',
    error_details: { code: 'BUILD_FAILED', logs: `DATABASE_URL=${secrets.databaseUrl}` },
  }),
  deployment('roastery', 2, ago('4d'), 95, {
    deployment_status: 'deployed',
    deployment_url: 'https://roastery-00002.run.example',
  }),
  deployment('roastery', 3, ago('2d'), 33, {
    deployment_status: 'failed',
    error_phase: 'push',
    error_message: 'The registry did not answer',
  }),
  deployment('roastery', 4, ago('1d 1h'), 88, {
    deployment_status: 'deployed',
    deployment_url: 'https://roastery-00004.run.example',
  }),
  deployment('night-trains', 1, ago('2m'), 60, { deployment_status: 'building', provider: 'vercel' }),
  deployment('brew-timer', 1, ago('11d'), 20, {
    deployment_status: 'failed',
    error_phase: 'upload',
    deployed_by_user_id: null,
  }),
  deployment('pho', 1, ago('4d'), 50, {
    deployment_status: 'deployed',
    deployment_url: 'https://pho.run.example',
    deployed_by_user_id: people.maria.id,
  }),
]

const database = (name: string, session_id: string, created: string, row: Row): Row => ({
  id: uuid(`database ${name}`),
  session_id,
  source: 'neondb',
  host: 'ep-calm-sun.neon.example',
  database_name: name,
  role_name: 'neondb_owner',
  branch_name: 'main',
  is_active: true,
  metadata: { project_id: 'calm-sun-42', api_key: secrets.neonApiKey },
  ...row,
  ...stamped(created),
})

/** Projects with their deployments, domains and databases. */
export const projectRows = (clock: Clock): TableRows => {
  const { ago } = clock
  return {
    projects: ownProjects(clock),
    project_deployments: deploymentRows(clock),
    project_custom_domains: [
      {
        id: uuid('domain roastery'),
        project_id: uuid('project roastery'),
        subdomain: 'okafor-roastery',
        full_domain: 'https://okafor-roastery.ii-apps.example',
        deployment_id: uuid('deployment roastery 4'),
        dns_status: 'active',
        ssl_status: 'active',
        cloudflare_record_id: 'cf_9000',
        claimed_at: ago('4d'),
        claimed_by_user_id: people.demo.id,
        ...stamped(ago('4d')),
      },
      {
        id: uuid('domain pho'),
        project_id: uuid('project pho'),
        subdomain: 'pho-for-twenty',
        full_domain: 'https://pho-for-twenty.ii-apps.example',
        deployment_id: null,
        dns_status: 'pending',
        ssl_status: 'provisioning',
        cloudflare_record_id: null,
        claimed_at: ago('4d'),
        claimed_by_user_id: people.maria.id,
        ...stamped(ago('4d')),
      },
    ],
    project_databases: [
      database('roastery_old', sessions.website, ago('6d'), {
        connection_string: secrets.databaseUrl,
        is_active: false,
      }),
      database('roastery', sessions.website, ago('5d'), { connection_string: secrets.databaseUrl }),
      database('trains', sessions.fork, ago('13d'), {
        source: 'supabase',
        connection_string: secrets.supabaseUrl,
        host: 'db.supabase.example',
        branch_name: null,
        metadata: null,
      }),
      database('pho', sessions.mariaPublic, ago('5d'), {
        source: 'user',
        connection_string: secrets.supabaseUrl,
        metadata: null,
      }),
    ],
  }
}
