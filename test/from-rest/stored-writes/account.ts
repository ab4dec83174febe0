import { expect } from 'vitest'
import { people } from '../../../src/demo/identities.ts'
import { deleted, inserted, type StoredWrite, updated, versioned } from './stored-write.ts'

const model = '5afcf6ab-a4d6-483a-9bb0-4480a5ed356d'
const servers = 'db0e9228-b323-43fe-9086-c79dd994f428'
const [ownSkill, builtinSkill] = [
  'a062f044-d3cf-4e1d-aba4-39832dd2b19e',
  'a07712ef-8bd0-4c4d-acea-1e678e0d4f4e',
]
const profile = '095922c8-3477-4d16-b755-7059ff8bc5c3'
const user_id = people.demo.id

const modelInput = {
  params: {
    maxRetries: 1,
    maxMessageChars: 2,
    temperature: 0.5,
    thinkingTokens: 3,
    apiType: 'AZURE',
    vertexRegion: 'a region',
    vertexProjectId: 'a project',
    azureEndpoint: 'https://azure.example',
    azureApiVersion: 'a version',
    cotModel: true,
  },
  pricing: {
    inputPricePerMillion: 1,
    outputPricePerMillion: 2,
    cacheWritePricePerMillion: 3,
    cacheReadPricePerMillion: 4,
  },
}
const modelColumns = {
  params: {
    max_retries: 1,
    max_message_chars: 2,
    temperature: 0.5,
    thinking_tokens: 3,
    api_type: 'azure',
    vertex_region: 'a region',
    vertex_project_id: 'a project',
    azure_endpoint: 'https://azure.example',
    azure_api_version: 'a version',
    cot_model: true,
  },
  pricing: {
    input_price_per_million: 1,
    output_price_per_million: 2,
    cache_write_price_per_million: 3,
    cache_read_price_per_million: 4,
  },
}

const ofModels: readonly StoredWrite[] = [
  {
    operation: 'create-model-setting',
    input: {
      provider: 'CUSTOM',
      modelId: 'llama-4',
      displayName: 'Llama',
      baseUrl: 'https://llama.example/v1',
      ...modelInput,
    },
    stored: [
      inserted('model_settings', {
        id: 'new',
        user_id,
        model_id: 'llama-4',
        provider: 'Custom',
        base_url: 'https://llama.example/v1',
        display_name: 'Llama',
        ...modelColumns,
        config_type: 'user',
        is_default: false,
        is_active: true,
      }),
    ],
  },
  {
    operation: 'update-model-setting',
    input: {
      id: model,
      provider: 'OPENAI',
      modelId: 'gpt-6',
      displayName: 'Six',
      baseUrl: 'https://six.example/v1',
      isActive: false,
      ...modelInput,
    },
    stored: [
      updated('model_settings', {
        model_id: 'gpt-6',
        provider: 'OpenAI',
        base_url: 'https://six.example/v1',
        display_name: 'Six',
        is_active: false,
        ...modelColumns,
      }),
    ],
  },
  {
    operation: 'delete-model-setting',
    prepare: `update sessions set model_setting_id = null where model_setting_id = '${model}' and name <> 'A chat'`,
    input: { id: model, detachSessions: true },
    stored: [deleted('model_settings', model), versioned('sessions', { model_setting_id: null })],
  },
]

const ofServers: readonly StoredWrite[] = [
  {
    operation: 'create-mcp-setting',
    input: { config: { mcpServers: { weather: { url: 'https://weather.example', headers: { a: 'b' } } } } },
    stored: [
      inserted('mcp_settings', {
        id: 'new',
        user_id,
        mcp_config: { mcpServers: { weather: { url: 'https://weather.example', headers: { a: 'b' } } } },
        is_active: true,
      }),
      updated('mcp_settings', { is_active: false }),
    ],
  },
  {
    operation: 'update-mcp-setting',
    input: { id: servers, config: { mcpServers: { maps: { url: 'https://maps.example' } } } },
    stored: [
      updated('mcp_settings', { mcp_config: { mcpServers: { maps: { url: 'https://maps.example' } } } }),
    ],
  },
  {
    operation: 'set-mcp-setting-active',
    input: { id: servers, active: true },
    stored: [updated('mcp_settings', { is_active: false }), updated('mcp_settings', { is_active: true })],
  },
  {
    operation: 'set-mcp-setting-active',
    input: { id: servers, active: false },
    stored: [updated('mcp_settings', { is_active: false })],
  },
  { operation: 'delete-mcp-setting', input: { id: servers }, stored: [deleted('mcp_settings', servers)] },
]

const ofSkills: readonly StoredWrite[] = [
  ...[false, true].map((enabled) => ({
    operation: 'set-skill-enabled',
    input: { id: ownSkill, enabled },
    stored: [updated('skills', { is_enabled: enabled })],
  })),
  {
    operation: 'set-skill-enabled',
    input: { id: builtinSkill, enabled: false },
    stored: [
      inserted('skills', {
        id: 'new',
        user_id,
        name: 'pdf',
        description: 'Reads, fills and makes PDF files.',
        source: 'builtin',
        skill_md_content: '',
        sandbox_path: '',
        storage_uri: '',
        allowed_tools: [],
        is_enabled: false,
      }),
    ],
  },
  {
    operation: 'set-skill-enabled',
    input: { id: builtinSkill, enabled: true },
    stored: [deleted('skills', expect.any(String))],
  },
  { operation: 'delete-skill', input: { id: ownSkill }, stored: [deleted('skills', ownSkill)] },
]

/** Writes of the account, settings and connections. */
export const ofAccount: readonly StoredWrite[] = [
  {
    operation: 'update-profile',
    input: { firstName: 'Ada', lastName: 'Byron', avatar: 'https://pictures.example/ada.png' },
    stored: [
      updated('users', { first_name: 'Ada', last_name: 'Byron', avatar: 'https://pictures.example/ada.png' }),
    ],
  },
  { operation: 'update-language', input: { language: 'VI' }, stored: [updated('users', { language: 'vi' })] },
  ...ofModels,
  ...ofServers,
  ...ofSkills,
  ...[true, false].map((enabled) => ({
    operation: 'set-composio-profile-enabled',
    input: { id: profile, enabled },
    stored: [updated('composio_profiles', { status: enabled ? 'enable' : 'disable' })],
  })),
  {
    operation: 'set-composio-profile-tools',
    input: { id: profile, tools: ['A', 'B'] },
    stored: [updated('composio_profiles', { enabled_tools: ['A', 'B'] })],
  },
  {
    operation: 'disconnect-connector',
    input: { id: 'f2e1d1c1-90f7-48a1-bcd7-3b5c8b506395' },
    stored: [deleted('connectors', 'f2e1d1c1-90f7-48a1-bcd7-3b5c8b506395')],
  },
  {
    operation: 'deactivate-account',
    as: people.maria,
    input: { confirm: true },
    stored: [updated('users', { is_active: false })],
  },
]
