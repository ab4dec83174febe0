import { openEnum } from '../../schema/open-enum.ts'

export const ConnectorType = openEnum('ConnectorType', 'An outside service that a user can connect.', {
  google_drive: 'Google Drive.',
  github: 'GitHub.',
  revenuecat: 'RevenueCat.',
  chatgpt_mcp: 'ChatGPT, as a client of the platform’s tools.',
  composio: 'Composio, which reaches many others.',
})

export const ComposioStatus = openEnum('ComposioStatus', 'Whether a Composio profile can be used.', {
  pending: 'The user has not signed in to the service yet.',
  enable: 'Agents may use it.',
  disable: 'Connected, but switched off.',
  disconnected: 'No longer connected.',
})

export const AppleAuthState = openEnum('AppleAuthState', 'How far a user’s sign-in to Apple is.', {
  pending_login: 'Not signed in.',
  pending_2fa: 'Apple asks for a second factor.',
  pending_team_selection: 'A team must be chosen.',
  authenticated: 'Signed in.',
  expired: 'The session at Apple has expired.',
})
