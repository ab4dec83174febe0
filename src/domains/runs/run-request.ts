import { scrubTextOrNull } from '../../auth/secret-patterns.ts'
import { defineComputedColumn } from '../../data/batching/computed.ts'
import { builder } from '../../schema/builder.ts'
import { asObject, asStoredList, asString, asStrings } from '../../schema/json-readers.ts'
import { readAssets } from '../files/read-assets.ts'

/**
 * The exposed part of the command that started a run; the rest is internal to the platform or may contain
 * secrets.
 */
type RunRequest = {
  readonly text: string | null
  readonly agentType: string | null
  readonly modelId: string | null
  readonly provider: string | null
  readonly buildMode: string | null
  readonly milestones: readonly string[]
  readonly fileIds: readonly string[]
}

const keys = ['text', 'agent_type', 'model_id', 'provider', 'build_mode', 'milestone_ids', 'files']

defineComputedColumn('RunTask', 'request', (row) => {
  const pairs = keys.map((key) => `'${key}', ${row}.data->'${key}'`)
  return `case jsonb_typeof(${row}.data) when 'object' then jsonb_build_object(${pairs.join(', ')}) end`
})

/** Parses the command that started a run; null for a value that is not an object. */
export function parseRequest(value: unknown): RunRequest | null {
  const data = asObject(value)
  if (!data) return null
  return {
    text: scrubTextOrNull(data.text),
    agentType: asString(data.agent_type),
    modelId: asString(data.model_id),
    provider: asString(data.provider),
    buildMode: asString(data.build_mode),
    milestones: asStrings(asStoredList(data.milestone_ids)),
    fileIds: asStrings(asStoredList(data.files)),
  }
}

export const RunRequestRef = builder.objectRef<RunRequest>('RunRequest').implement({
  description: 'The request with which a run started.',
  fields: (t) => ({
    text: t.exposeString('text', { nullable: true, description: 'The request, credentials hidden.' }),
    agentType: t.exposeString('agentType', { nullable: true, description: 'The requested type of agent.' }),
    modelId: t.exposeString('modelId', { nullable: true, description: 'The requested model.' }),
    provider: t.exposeString('provider', { nullable: true, description: 'The provider of the model.' }),
    buildMode: t.exposeString('buildMode', {
      nullable: true,
      description: 'How a website should be built, as the platform’s client stored it.',
    }),
    milestones: t.exposeStringList('milestones', { description: 'The keys of the milestones to work on.' }),
    files: t.field({
      type: ['UserAsset'],
      description: 'The attached files, without those that were deleted.',
      resolve: ({ fileIds }, _args, context, info) => readAssets(context, info, fileIds),
    }),
  }),
})
