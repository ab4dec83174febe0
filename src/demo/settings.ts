import { type Clock, stamped } from './clock.ts'
import { people } from './identities.ts'
import type { Row, TableRows } from './rows.ts'
import { secrets } from './secrets.ts'
import { uuid } from './uuid.ts'

/** The model settings that sessions reference. */
export const models = {
  sonnet: uuid('model sonnet'),
  gpt: uuid('model gpt'),
  gemini: uuid('model gemini'),
  own: uuid('model own'),
  maria: uuid('model maria'),
} as const

const price = (input: number, output: number) => ({
  input_price_per_million: input,
  output_price_per_million: output,
  cache_write_price_per_million: input * 1.25,
  cache_read_price_per_million: input / 10,
  is_fallback: false,
})

const model = (id: string, created: string, row: Row): Row => ({
  id,
  user_id: null,
  encrypted_api_key: null,
  base_url: null,
  display_name: null,
  params: { max_retries: 3, max_message_chars: 30_000, temperature: 0, thinking_tokens: 16_000 },
  pricing: null,
  config_type: 'system',
  is_default: false,
  is_active: true,
  ...row,
  ...stamped(created),
})

const modelRows = ({ ago }: Clock): Row[] => [
  model(models.sonnet, ago('30w'), {
    model_id: 'claude-sonnet-4-5',
    provider: 'Anthropic',
    encrypted_api_key: secrets.systemModelKey,
    display_name: 'Claude Sonnet 4.5',
    pricing: price(3, 15),
    is_default: true,
  }),
  model(models.gpt, ago('30w'), {
    model_id: 'gpt-5.1',
    provider: 'OpenAI',
    display_name: 'GPT-5.1',
    pricing: price(1.25, 10),
  }),
  model(models.gemini, ago('29w'), {
    model_id: 'gemini-3-pro',
    provider: 'Google',
    display_name: 'Gemini 3 Pro',
    params: { api_type: 'vertex_ai', vertex_region: 'europe-west4', vertex_project_id: 'ii-agent-demo' },
  }),
  model(uuid('model retired'), ago('39w'), {
    model_id: 'gpt-4o',
    provider: 'OpenAI',
    display_name: 'GPT-4o (retired)',
    is_active: false,
  }),
  model(models.own, ago('5w'), {
    user_id: people.demo.id,
    model_id: 'qwen3-coder',
    provider: 'Custom',
    encrypted_api_key: secrets.ownModelKey,
    base_url: 'http://gpu-box.internal.example:8000/v1',
    display_name: 'Qwen3 Coder on our own box',
    config_type: 'user',
  }),
  model(uuid('model azure'), ago('4w'), {
    user_id: people.demo.id,
    model_id: 'o4-mini',
    provider: 'OpenAI',
    encrypted_api_key: secrets.ownModelKey,
    display_name: 'The studio’s Azure',
    config_type: 'user',
    params: {
      api_type: 'azure',
      azure_endpoint: 'https://okafor-studio.openai.azure.example',
      azure_api_version: '2025-03-01-preview',
      cot_model: true,
    },
  }),
  model(uuid('model vertex'), ago('3w'), {
    user_id: people.demo.id,
    model_id: 'gemini-3-flash',
    provider: 'Google',
    display_name: 'The studio’s Vertex AI',
    config_type: 'user',
    params: { api_type: 'vertex_ai', vertex_region: 'europe-west4', vertex_project_id: 'okafor-studio' },
  }),
  model(models.maria, ago('6w'), {
    user_id: people.maria.id,
    model_id: 'llama-4-maverick',
    provider: 'Cerebras',
    encrypted_api_key: secrets.ownModelKey,
    config_type: 'user',
    is_default: true,
  }),
]

const mcpRows = ({ ago }: Clock): Row[] => [
  {
    id: uuid('mcp notion'),
    user_id: people.demo.id,
    mcp_config: {
      mcpServers: {
        notion: {
          command: 'npx',
          args: ['-y', '@notionhq/notion-mcp-server', `--token=${secrets.mcpEnvironment}`],
          env: { NOTION_TOKEN: secrets.mcpEnvironment },
        },
        linear: {
          url: `https://mcp.linear.example/sse?token=${secrets.mcpQueryToken}`,
          headers: { Authorization: secrets.mcpHeader },
        },
      },
    },
    metadata: { tool_type: 'other' },
    is_active: true,
    ...stamped(ago('4w'), ago('6d')),
  },
  {
    id: uuid('mcp codex'),
    user_id: people.demo.id,
    mcp_config: { mcpServers: { codex: { command: 'codex', args: ['mcp-server'] } }, metadatas: [] },
    metadata: {
      tool_type: 'codex',
      auth_json: { tokens: { refresh_token: secrets.codexTokens } },
      store_path: '/home/user/.codex/auth.json',
      model: 'gpt-5-codex',
      model_reasoning_effort: 'high',
      search: true,
    },
    is_active: false,
    ...stamped(ago('3w')),
  },
  {
    id: uuid('mcp maria'),
    user_id: people.maria.id,
    mcp_config: { mcpServers: { gmail: { url: 'https://mcp.composio.example/u/maria' } } },
    metadata: { tool_type: 'composio', toolkit_slug: 'gmail', toolkit_name: 'Gmail', profile_id: 'work' },
    is_active: true,
    ...stamped(ago('2w')),
  },
]

const skill = (name: string, created: string, row: Row): Row => ({
  id: uuid(`skill ${name} ${row.user_id ?? ''}`),
  user_id: null,
  name,
  source: 'builtin',
  source_url: null,
  skill_md_content: `---\nname: ${name}\n---\n\n# ${name}\n\nHow to do it, step by step.`,
  sandbox_path: `/workspace/.skills/${name}`,
  storage_uri: `gs://ii-skills/${name}.zip`,
  allowed_tools: ['shell', 'Write'],
  license: 'MIT',
  compatibility: null,
  is_enabled: true,
  ...row,
  ...stamped(created),
})

const skillRows = ({ ago }: Clock): Row[] => [
  skill('pdf', ago('30w'), { description: 'Reads, fills and makes PDF files.' }),
  skill('spreadsheets', ago('30w'), { description: 'Works with xlsx and csv, formulas included.' }),
  skill('brand-voice', ago('30w'), { description: "Writes in a brand's own voice.", allowed_tools: null }),
  // A row with a builtin skill's name disables it for one user.
  skill('brand-voice', ago('5w'), {
    user_id: people.demo.id,
    description: "Writes in a brand's own voice.",
    is_enabled: false,
  }),
  skill('roastery-tone', ago('4w'), {
    user_id: people.demo.id,
    description: 'The tone of the roastery: warm, short, no superlatives.',
    source: 'custom',
    license: null,
  }),
  skill('changelog', ago('3w'), {
    user_id: people.demo.id,
    description: 'Turns commits into a changelog that people can read.',
    source: 'github',
    source_url: 'https://github.com/example/skills/tree/main/changelog',
    compatibility: 'Needs git 2.30 or newer',
    is_enabled: false,
  }),
  skill('recipes', ago('2w'), {
    user_id: people.maria.id,
    description: 'Scales recipes and converts units.',
    source: 'custom',
  }),
]

/** Models, tool servers and skills. */
export const settingRows = (clock: Clock): TableRows => ({
  model_settings: modelRows(clock),
  mcp_settings: mcpRows(clock),
  skills: skillRows(clock),
})
