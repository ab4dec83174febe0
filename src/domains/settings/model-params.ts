import { scrubTextOrNull } from '../../auth/secret-patterns.ts'
import { builder } from '../../schema/builder.ts'
import { enumInput } from '../../schema/inputs.ts'
import { asBoolean, asInt, asNumber, asObject, asString } from '../../schema/json-readers.ts'

export const ApiType = enumInput('ModelApiType', 'The cloud through which a model is called.', {
  vertex_ai: 'Google Vertex AI.',
  azure: 'Microsoft Azure.',
  bedrock: 'Amazon Bedrock.',
})

const keys = [
  'max_retries',
  'max_message_chars',
  'temperature',
  'thinking_tokens',
  'api_type',
  'vertex_region',
  'vertex_project_id',
  'azure_endpoint',
  'azure_api_version',
  'cot_model',
] as const

type Params = Readonly<Record<(typeof keys)[number], unknown>>

/** Returns SQL for the known keys of a setting's `params` (an expression); other keys are not read. */
export function formatParams(params: string): string {
  const pairs = keys.map((key) => `'${key}', ${params}->'${key}'`)
  return `case when jsonb_typeof(${params}) = 'object' then jsonb_build_object(${pairs.join(', ')}) end`
}

/** Parses the result of `formatParams`. */
export const parseParams = (value: unknown) => asObject(value) as Params | null

export const ModelParams = builder.objectRef<Params>('ModelParams').implement({
  description: 'The parameters with which a model is called. For null, the platform’s default applies.',
  fields: (t) => ({
    maxRetries: t.int({
      nullable: true,
      description: 'The maximum number of retries.',
      resolve: ({ max_retries }) => asInt(max_retries),
    }),
    maxMessageChars: t.int({
      nullable: true,
      description: 'The maximum length of a message in characters.',
      resolve: ({ max_message_chars }) => asInt(max_message_chars),
    }),
    temperature: t.float({
      nullable: true,
      description: 'The sampling temperature, from 0.',
      resolve: ({ temperature }) => asNumber(temperature),
    }),
    thinkingTokens: t.int({
      nullable: true,
      description: 'The maximum number of tokens for reasoning.',
      resolve: ({ thinking_tokens }) => asInt(thinking_tokens),
    }),
    apiType: t.field({
      type: ApiType.type,
      nullable: true,
      description: 'Null for the provider’s own interface, and for a word that this gateway does not know.',
      resolve: ({ api_type }) => ApiType.rule.safeParse(api_type).data ?? null,
    }),
    apiTypeText: t.string({
      nullable: true,
      description: 'The interface of the model params as stored, also if the enum does not list it.',
      resolve: ({ api_type }) => asString(api_type),
    }),
    vertexRegion: t.string({
      nullable: true,
      description: 'The region, such as `us-east5`; only for VERTEX_AI.',
      resolve: ({ vertex_region }) => asString(vertex_region),
    }),
    vertexProjectId: t.string({
      nullable: true,
      description: 'The id of the Google Cloud project; only for VERTEX_AI.',
      resolve: ({ vertex_project_id }) => asString(vertex_project_id),
    }),
    azureEndpoint: t.string({
      nullable: true,
      description: 'The address of the Azure resource, credentials hidden; only for AZURE.',
      resolve: ({ azure_endpoint }) => scrubTextOrNull(azure_endpoint),
    }),
    azureApiVersion: t.string({
      nullable: true,
      description: 'The version of the Azure API, such as `2024-10-21`; only for AZURE.',
      resolve: ({ azure_api_version }) => asString(azure_api_version),
    }),
    cotModel: t.boolean({
      nullable: true,
      description: 'Whether the model reasons in text before it answers.',
      resolve: ({ cot_model }) => asBoolean(cot_model),
    }),
  }),
})
