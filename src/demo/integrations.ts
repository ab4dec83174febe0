import { type Clock, stamped } from './clock.ts'
import { people } from './identities.ts'
import type { Row, TableRows } from './rows.ts'
import { secrets } from './secrets.ts'
import { uuid } from './uuid.ts'

const connector = (userId: string, connector_type: string, created: string, row: Row): Row => ({
  id: uuid(`connector ${connector_type} ${userId}`),
  user_id: userId,
  connector_type,
  refresh_token: null,
  token_expiry: null,
  ...row,
  ...stamped(created),
})

const connectorRows = ({ ago, ahead }: Clock): Row[] => [
  connector(people.demo.id, 'github', ago('7w'), {
    access_token: secrets.githubToken,
    token_expiry: ago('30m'),
    metadata: {
      login: 'dana-okafor',
      name: 'Dana Okafor',
      email: people.demo.email,
      avatar_url: 'https://avatars.ii-agent.example/dana.png',
      scopes_granted: ['repo', 'workflow'],
      app_type: 'github_app_installation',
      installation_id: 4_211_337,
    },
  }),
  connector(people.demo.id, 'google_drive', ago('6w'), {
    access_token: secrets.googleAccessToken,
    refresh_token: secrets.googleRefreshToken,
    token_expiry: ago('2h'),
    metadata: { email: people.demo.email, name: 'Dana Okafor', scopes: ['drive.readonly'] },
  }),
  connector(people.demo.id, 'revenuecat', ago('2w'), {
    access_token: secrets.revenuecatToken,
    token_expiry: ahead('1w'),
    metadata: {
      scopes_granted: ['project:read'],
      project_count: 1,
      projects: ['Brew Timer'],
      token_type: 'bearer',
    },
  }),
  connector(people.maria.id, 'chatgpt_mcp', ago('3w'), {
    access_token: secrets.googleAccessToken,
    metadata: { user_email: people.maria.email },
  }),
]

const profile = (userId: string, profile_name: string, created: string, row: Row): Row => ({
  id: uuid(`composio ${profile_name} ${userId}`),
  user_id: userId,
  profile_name,
  auth_config_id: `ac_${profile_name}`,
  connected_account_id: `ca_${profile_name}`,
  mcp_server_id: `mcp_${profile_name}`,
  composio_user_id: `ii_${profile_name}`,
  encrypted_mcp_url: secrets.composioUrl,
  redirect_url: `https://backend.composio.example/s/${profile_name}`,
  status: 'enable',
  is_default: false,
  enabled_tools: [],
  ...row,
  ...stamped(created),
})

const profileRows = ({ ago }: Clock): Row[] => [
  profile(people.demo.id, 'studio-mail', ago('5w'), {
    toolkit_slug: 'gmail',
    toolkit_name: 'Gmail',
    is_default: true,
    enabled_tools: ['GMAIL_SEND_EMAIL', 'GMAIL_FETCH_EMAILS'],
  }),
  profile(people.demo.id, 'studio-slack', ago('4w'), {
    toolkit_slug: 'slack',
    toolkit_name: 'Slack',
    status: 'disable',
    enabled_tools: ['SLACK_SEND_MESSAGE'],
  }),
  profile(people.demo.id, 'old-supabase', ago('3w'), {
    toolkit_slug: 'supabase',
    toolkit_name: 'Supabase',
    status: 'disconnected',
  }),
  profile(people.maria.id, 'mail', ago('2w'), {
    toolkit_slug: 'gmail',
    toolkit_name: 'Gmail',
    status: 'pending',
    redirect_url: null,
  }),
]

const appleRows = ({ ago, ahead }: Clock): Row[] => [
  {
    id: uuid('apple demo'),
    user_id: people.demo.id,
    apple_id: 'dana@okafor.example',
    auth_state: 'authenticated',
    encrypted_session_data: secrets.appleSession,
    selected_team_id: 'TEAM42',
    team_name: 'Okafor Studio',
    available_teams: [
      { team_id: 'TEAM42', name: 'Okafor Studio', team_type: 'Company', status: 'active' },
      { team_id: 'TEAM07', name: 'Dana Okafor', team_type: 'Individual', status: 'expired' },
    ],
    session_expiry: ahead('20d'),
    encrypted_expo_token: secrets.expoToken,
    encrypted_app_specific_password: secrets.appleAppPassword,
    encrypted_ios_p12: secrets.iosCertificate,
    encrypted_ios_p12_password: secrets.iosCertificatePassword,
    encrypted_ios_provisioning_profile: secrets.iosProvisioningProfile,
    ios_bundle_identifier: 'example.okafor.brewtimer',
    ios_certificate_expiry: ahead('40w'),
    ios_certificate_id: 'CERT9000',
    ...stamped(ago('2w'), ago('5d')),
  },
  // The platform's row for a user who saved an Expo token before signing in to Apple.
  {
    id: uuid('apple maria'),
    user_id: people.maria.id,
    apple_id: 'pending',
    encrypted_expo_token: secrets.expoToken,
    ...stamped(ago('10d')),
  },
]

/** Connectors, Composio profiles and Apple credentials. */
export const integrationRows = (clock: Clock): TableRows => ({
  connectors: connectorRows(clock),
  composio_profiles: profileRows(clock),
  apple_credentials: appleRows(clock),
})
