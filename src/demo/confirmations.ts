import { secrets } from './secrets.ts'

/** Calls that wait: one to be allowed, one that asks for variables, and one with a value to be corrected. */
export const confirmations = [
  {
    id: 'r1',
    needs_confirmation: true,
    needs_user_input: true,
    tool_execution: {
      tool_call_id: 'call_upload',
      tool_name: 'submit_testflight',
      tool_args: { app_specific_password: secrets.environmentValue },
    },
    user_input_schema: [{ name: 'build', field_type: 'integer', description: 'The number of the build' }],
  },
  {
    id: 'r2',
    needs_user_input: true,
    tool_execution: {
      tool_call_id: 'call_keys',
      tool_name: 'ask_user_env',
      tool_args: {
        message: 'The app sends e-mail.',
        requested_keys: [
          { key: 'RESEND_API_KEY', description: 'From resend.com, under API keys' },
          { key: 'SENTRY_DSN', description: 'Where crashes are reported' },
        ],
      },
    },
  },
  {
    id: 'r3',
    needs_user_input: true,
    tool_execution: {
      tool_call_id: 'call_icon',
      tool_name: 'generate_image',
      tool_args: { prompt: 'An app icon' },
    },
    user_input_schema: [
      { name: 'prompt', field_type: 'str', description: 'What the icon shows', value: 'A steaming cup' },
    ],
  },
]
