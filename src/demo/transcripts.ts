import { type Clock, stamped } from './clock.ts'
import { people, runs, sessions } from './identities.ts'
import type { Row, TableRows } from './rows.ts'
import { secrets, workSecrets } from './secrets.ts'

const seconds = (time: string) => Math.floor(Date.parse(time) / 1_000)

const system = { id: 'm0', role: 'system', content: secrets.systemPrompt, from_history: false }

/** A transcript: the messages and cost of one run. */
const transcript = (id: number, session_id: string, run_id: string, created: string, row: Row): Row => ({
  id,
  session_id,
  run_id,
  parent_run_id: null,
  model_id: 'claude-sonnet-4-5',
  status: 'completed',
  run_input: { input_content: 'Go on.' },
  messages: { messages: [system] },
  metrics: null,
  additional_info: null,
  tools: null,
  version: 1,
  ...row,
  ...stamped(created),
})

const websiteTranscript = (at: string): Row => ({
  run_input: { input_content: `Try again. The key is ${secrets.openaiKey}`, files: [], images: [] },
  messages: {
    messages: [
      system,
      {
        id: 'm1',
        role: 'user',
        content: `Try again. The key is ${secrets.openaiKey}`,
        created_at: seconds(at),
      },
      {
        id: 'm2',
        role: 'assistant',
        content: 'I look at the database first.',
        reasoning_content: 'The shop needs its product list.',
        redacted_reasoning_content: secrets.reasoningSignature,
        tool_calls: [
          { id: 'call_db', type: 'function', function: { name: 'get_database_connection', arguments: '{}' } },
        ],
        provider_data: { thought_signature: secrets.messageProviderData },
        metrics: { input_tokens: 18_200, output_tokens: 410 },
        created_at: seconds(at) + 4,
      },
      {
        id: 'm3',
        role: 'tool',
        tool_call_id: 'call_db',
        tool_name: 'get_database_connection',
        tool_args: {},
        tool_call_error: false,
        content: `connection_string: ${secrets.toolResultDatabaseUrl}`,
      },
      {
        id: 'm4',
        role: 'assistant',
        content: [{ type: 'text', text: 'The page is up.' }],
        stop_after_tool_call: false,
      },
    ],
  },
  metrics: {
    input_tokens: 482_113,
    output_tokens: 20_877,
    total_tokens: 502_990,
    cache_read_tokens: 391_004,
    reasoning_tokens: 3_120,
    cost: 0.871_342,
    time_to_first_token: 1.42,
    duration: 3_571.8,
  },
  tools: [
    {
      tool_call_id: 'call_db',
      tool_name: 'get_database_connection',
      tool_args: {},
      tool_call_error: false,
      result: {
        llm_content: 'ok',
        user_display_content: secrets.toolResultDatabaseUrl,
        is_error: false,
        cost: 0,
      },
      display_name: 'Database connection',
    },
    {
      tool_call_id: 'call_env',
      tool_name: 'add_user_env',
      tool_args: { key: 'RESEND_API_KEY', value: secrets.environmentValue },
      requires_confirmation: true,
      confirmed: true,
      result: 'saved',
      display_name: 'Set variable',
    },
    {
      tool_call_id: 'call_shell',
      tool_name: 'Bash',
      tool_args: {
        command: `git push https://x-access-token:${workSecrets.githubToken}@github.com/dana/roastery`,
      },
      result: `fatal: bad key\n${workSecrets.opensshKey}`,
      tool_call_error: true,
    },
  ],
  additional_info: {
    agent_id: 'main',
    agent_name: 'II Agent',
    user_id: people.demo.id,
    model: 'claude-sonnet-4-5',
    model_provider: 'Anthropic',
    session_state: { database_url: secrets.toolResultDatabaseUrl },
  },
})

const metrics = (input: number, output: number, cost: number, duration: number) => ({
  metrics: { input_tokens: input, output_tokens: output, total_tokens: input + output, cost, duration },
})

/** Transcripts and a compaction summary; a run without a transcript has not ended. */
export const transcriptRows = ({ ago }: Clock): TableRows => ({
  agent_run_messages: [
    transcript(
      1,
      sessions.publicReport,
      runs.publicReport,
      ago('15d 23h'),
      metrics(210_400, 9_120, 0.41, 610),
    ),
    transcript(2, sessions.publicReport, runs.subAgent, ago('15d 23h 4m'), {
      parent_run_id: runs.publicReport,
      model_id: 'gemini-3-pro',
      additional_info: { agent_name: 'Source checker', parent_run_id: runs.publicReport },
      ...metrics(41_000, 2_000, 0.055, 140.5),
    }),
    transcript(3, sessions.slides, runs.slides, ago('8d 23h'), metrics(98_000, 12_400, 0.33, 401)),
    transcript(4, sessions.mobileApp, runs.mobileCancelled, ago('11d 23h'), {
      status: 'cancelled',
      metrics: {},
    }),
    transcript(5, sessions.mobileApp, runs.mobilePaused, ago('11d 1h'), {
      status: 'paused',
      tools: [
        {
          tool_call_id: 'call_upload',
          tool_name: 'submit_testflight',
          tool_args: { app_specific_password: secrets.environmentValue },
          requires_confirmation: true,
          confirmed: null,
        },
      ],
    }),
    transcript(6, sessions.website, runs.websiteFinished, ago('1d 2h'), websiteTranscript(ago('1d 3h'))),
    transcript(7, sessions.research, runs.research, ago('31m'), metrics(120_000, 6_000, 0.25, 540)),
    transcript(8, sessions.mariaPrivate, runs.maria, ago('2d 23h'), {
      ...metrics(9_000, 800, 0.02, 30),
      run_input: { input_content: [{ type: 'text', text: `My key: ${secrets.anthropicKey}` }] },
    }),
    // A second transcript of the same run, which the database permits.
    transcript(9, sessions.slides, runs.slides, ago('8d 22h'), metrics(1_000, 100, 0.003, 2)),
  ],
  session_summaries: [
    {
      content: 'The owner wants a board deck: eight slides, sober, the margin first. Five are agreed.',
      topics: ['board deck', 'gross margin', 'churn'],
      metrics: { input_tokens: 61_000, output_tokens: 420, total_tokens: 61_420 },
      session_id: sessions.slides,
      agent_run_id: 3,
      version: 2,
      ...stamped(ago('8d 23h')),
    },
    {
      content: 'A moving plan with three offers.',
      topics: null,
      metrics: null,
      session_id: sessions.mariaPrivate,
      agent_run_id: 8,
      version: 0,
      ...stamped(ago('2d 23h')),
    },
  ],
})
