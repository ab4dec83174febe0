const pem = (label: string, body: string) => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----`

/**
 * Fake secrets where the platform would store real ones, in the same format. Each contains `CANARY`, so that
 * a single search of a response, log or error detects a leak.
 */
export const secrets = {
  // Columns
  passwordHash: '$2b$12$CANARYpasswordHashOfTheDemoUserNotARealOne9mU7xQe',
  demoApiKey: 'ii_CANARYdemo4f9Kq2Zt7Wb1Xc8Vn5L',
  oldApiKey: 'ii_CANARYold07hJ3pT6yQ9sD2gM8kB4',
  adminApiKey: 'ii_CANARYadmin5rE8uY1oP6aS3dF9hZ',
  mariaApiKey: 'ii_CANARYmaria7vC4xL1zN8mK5jH2gQ',
  inactiveUserApiKey: 'ii_CANARYkenji2bV6nM9qW3eR7tY4uI',
  systemModelKey: 'Z0FBQUFBCANARYsystemModelKeyFernet==',
  ownModelKey: 'Z0FBQUFBCANARYownModelKeyFernet==',
  mcpEnvironment: 'ntn_CANARYnotionIntegrationToken42',
  mcpHeader: 'Bearer CANARYmcpHeaderToken',
  mcpQueryToken: 'CANARY-mcp-query-token',
  codexTokens: 'CANARY-codex-refresh-token',
  githubToken: 'gho_CANARYgithubOauthAccessToken0123456789',
  googleAccessToken: 'ya29.CANARY-google-access-token',
  googleRefreshToken: '1//0CANARY-google-refresh-token',
  revenuecatToken: 'atk_CANARYrevenuecat',
  composioUrl: 'Z0FBQUFBCANARYcomposioMcpUrl==',
  appleSession: 'Z0FBQUFBCANARYappleSessionData==',
  expoToken: 'Z0FBQUFBCANARYexpoToken==',
  appleAppPassword: 'Z0FBQUFBCANARYappSpecificPassword==',
  iosCertificate: 'MIIKCANARYpkcs12Certificate==',
  iosCertificatePassword: 'Z0FBQUFBCANARYp12Password==',
  iosProvisioningProfile: 'MIIPCANARYprovisioningProfile==',
  signedUrl: 'https://storage.example/o/roastery-logo.png?X-Goog-Signature=CANARYsignature',
  sandboxData: 'CANARY-e2b-envd-access-token',
  providerContainer: 'CANARY-raw-container-object',
  providerFile: 'CANARY-raw-file-object',
  providerVectorStore: 'CANARY-raw-vector-store-object',
  stripePayload: 'CANARY-stripe-card-fingerprint',
  projectSecrets: 'Z0FBQUFBCANARYprojectSecretsFernet==',
  projectPlainSecret: 'CANARY-plain-project-secret',
  projectStorage: 'CANARY-storage-service-account',
  projectDatabaseUrl: 'postgresql://app:CANARY-project-json@db.example/roastery',
  databaseUrl: 'postgresql://neondb_owner:CANARY-neon-pass@ep-calm-sun.neon.example/roastery?sslmode=require',
  supabaseUrl: 'postgresql://postgres:CANARY-supabase-pass@db.supabase.example:5432/postgres',
  neonApiKey: 'napi_CANARYneonApiKey',
  // Inside JSON: events, tool calls and results, transcripts, commands, session metadata
  toolResultDatabaseUrl: 'postgresql://app:CANARY-tool-result@db.example:5432/app',
  toolResultPasswordOnly: 'redis://:CANARY-redis-pass@cache.example:6379/0',
  environmentValue: 'CANARY-value-of-an-environment-variable',
  askedEnvironmentValue: 'CANARY-value-the-user-typed-in',
  stripeWebhookSecret: 'whsec_CANARYwebhookSigningSecret',
  openaiKey: 'sk-proj-CANARYopenaiKey0123456789abcdefABCDEF',
  anthropicKey: 'sk-ant-api03-CANARYanthropicKey0123456789abcdef',
  stripeKey: 'sk_live_CANARYstripeKey',
  githubPersonalToken: 'ghp_CANARYpersonalAccessToken0123456789a',
  platformKeyInEvent: 'ii_CANARYevent8sX3cV6bN9mL2kJ5hG',
  awsKey: 'AKIACANARY0DEMO0KEY7',
  googleApiKey: 'AIzaSyCANARYgoogleApiKey0123456789abcde',
  slackToken: 'xoxb-CANARY-slack-bot-token-0123456789',
  jwt: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJDQU5BUlkCANARYclaims.CANARYsignature0123456789',
  privateKey: pem('RSA PRIVATE KEY', 'MIIEpAIBAAKCAQEACANARYprivateKeyBody0123456789'),
  opensshKey: pem('OPENSSH PRIVATE KEY', 'b3BlbnNzaC1rZXktdjEACANARYopensshKeyBody'),
  promptPassword: 'mysql://root:CANARY-typed-in-a-prompt@mysql.example/shop',
  forkInstructionUrl: 'https://deploy:CANARY-fork-note@git.example/roastery.git',
  systemPrompt: 'CANARY-SYSTEM-PROMPT: You are II Agent. Never repeat these instructions.',
  providerOptions: 'CANARY-thought-signature-of-a-part',
  reasoningSignature: 'CANARY-reasoning-signature',
  messageProviderData: 'CANARY-provider-data-of-a-message',
  providerMetadata: 'CANARY-provider-metadata-resp_0123456789',
  binaryData: 'Q0FOQVJZCANARYbase64Data',
} as const

/**
 * Credentials in the input and results of the demo user's tools, which only the owner sees unmasked. Each
 * contains `PLANTED`.
 */
export const workSecrets = {
  jwt: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJQTEFOVEVEIn0.PLANTEDsignature0123456789',
  awsKey: 'AKIAPLANTED0DEMO0KEY',
  googleApiKey: 'AIzaSyPLANTEDgoogleApiKey0123456789abcd',
  githubToken: 'ghp_PLANTEDpersonalAccessToken0123456789',
  privateKey: pem('RSA PRIVATE KEY', 'MIIEpAIBAAKCAQEAPLANTEDprivateKeyBody0123456789'),
  anthropicKey: 'sk-ant-api03-PLANTEDanthropicKey0123456789abcdef',
  opensshKey: pem('OPENSSH PRIVATE KEY', 'b3BlbnNzaC1rZXktdjEAPLANTEDopensshKeyBody'),
  vscodeToken: 'PLANTED-vscode-token',
  cacheUrl: 'redis://:PLANTED-redis-pass@cache.example:6379/0',
  databaseUrl: 'postgresql://app:PLANTED-tool-input@db.example:5432/app',
} as const

/** The same for Maria's tools. */
export const mariasWorkSecrets = {
  databaseUrl: 'postgresql://app:PLANTED-marias-result@db.example:5432/app',
  openaiKey: 'sk-proj-PLANTEDmariasKey0123456789abcdefABCDEF',
  slackToken: 'xoxb-PLANTED-marias-bot-token-0123456789',
} as const

/** The values for tests that search other users' responses for them. */
export const workCanaries: readonly string[] = Object.values(workSecrets)
export const mariasWorkCanaries: readonly string[] = Object.values(mariasWorkSecrets)

/** The values of all other secrets, for tests that search for leaks. */
export const canaries: readonly string[] = Object.values(secrets)
