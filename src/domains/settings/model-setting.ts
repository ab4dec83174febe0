import { scrubTextOrNull } from '../../auth/secret-patterns.ts'
import type { Viewer } from '../../auth/viewer.ts'
import { all, any } from '../../data/batching/condition.ts'
import { equals, flag, isNotNull, isNull } from '../../data/batching/conditions.ts'
import { orderBy } from '../../data/batching/order.ts'
import { ref } from '../../data/batching/table.ts'
import { builder } from '../../schema/builder.ts'
import { computed } from '../../schema/computed.ts'
import { inTurns } from '../../schema/in-turns.ts'
import { asDecimal, asObject } from '../../schema/json-readers.ts'
import { defineFilter } from '../../schema/list-args.ts'
import { loadList } from '../../schema/load-list.ts'
import { openField } from '../../schema/open-field.ts'
import { connection, relatedConnection, relation } from '../../schema/relations.ts'
import { formatParams, ModelParams, parseParams } from './model-params.ts'
import { ModelConfigType, ModelProvider } from './values.ts'

type Pricing = {
  readonly input: string | null
  readonly output: string | null
  readonly cacheWrite: string | null
  readonly cacheRead: string | null
  readonly isFallback: boolean
}

const prices = ['input', 'output', 'cache_write', 'cache_read']

/** Returns SQL for the prices as text, so that no digit is lost. */
function pricingText(row: string): string {
  const json = ref(row, 'ModelSetting', 'pricing')
  const pairs = [...prices.map((one) => `${one}_price_per_million`), 'is_fallback'].map(
    (key) => `'${key}', ${json}->>'${key}'`,
  )
  return `case when jsonb_typeof(${json}) = 'object' then jsonb_build_object(${pairs.join(', ')}) end`
}

function parsePricing(value: unknown): Pricing | null {
  const given = asObject(value)
  if (!given) return null
  const [input = null, output = null, cacheWrite = null, cacheRead = null] = prices.map((one) =>
    asDecimal(given[`${one}_price_per_million`]),
  )
  return { input, output, cacheWrite, cacheRead, isFallback: given.is_fallback === 'true' }
}

const ModelPricing = builder.objectRef<Pricing>('ModelPricing').implement({
  description: 'The price of a model in US dollars per million tokens.',
  fields: (t) => ({
    input: t.expose('input', { type: 'Decimal', nullable: true, description: 'The price of input tokens.' }),
    output: t.expose('output', {
      type: 'Decimal',
      nullable: true,
      description: 'The price of output tokens.',
    }),
    cacheWrite: t.expose('cacheWrite', {
      type: 'Decimal',
      nullable: true,
      description: 'The price of input tokens that are written to the cache.',
    }),
    cacheRead: t.expose('cacheRead', {
      type: 'Decimal',
      nullable: true,
      description: 'The price of input tokens that the cache held.',
    }),
    isFallback: t.exposeBoolean('isFallback', {
      description:
        'Whether these are the prices of the model’s family, because the model’s own are not known.',
    }),
  }),
})

const has = (name: string, column: string, description: string) => ({
  description,
  ...computed('ModelSetting', name, (row) => `${ref(row, 'ModelSetting', column)} is not null`, Boolean),
})

const params = computed(
  'ModelSetting',
  'knownParams',
  (row) => formatParams(ref(row, 'ModelSetting', 'params')),
  parseParams,
)

/** The connection of a model is visible to its owner and admins; that of the system's models is internal. */
const maySeeHow = (viewer: Viewer | null, userId: string | null) =>
  viewer !== null && (viewer.isAdmin || viewer.id === userId)

builder.prismaNode('ModelSetting', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    modelId: t.exposeString('modelId'),
    displayName: t.exposeString('displayName', { nullable: true }),
    label: t.string({
      description: 'The name for display: `displayName`, or the model’s own name if it is null.',
      select: { displayName: true, modelId: true },
      resolve: ({ displayName, modelId }) => displayName || modelId,
    }),
    provider: t.field(openField(ModelProvider, 'provider', 'The provider of the model.')),
    providerText: t.exposeString('provider'),
    configType: t.field(
      openField(
        ModelConfigType,
        'configType',
        'Whether the model belongs to a user or is offered to everyone.',
      ),
    ),
    configTypeText: t.exposeString('configType'),
    pricing: t.field({
      type: ModelPricing,
      nullable: true,
      description: 'The price of the model; null if the built-in price of the model’s family applies.',
      ...computed('ModelSetting', 'pricingTexts', pricingText, parsePricing),
    }),
    hasApiKey: t.boolean(
      has('hasApiKey', 'encryptedApiKey', 'Whether a key is stored. No key is ever shown.'),
    ),
    hasBaseUrl: t.boolean(
      has(
        'hasBaseUrl',
        'baseUrl',
        'Whether the model is reached elsewhere than at its provider’s usual address.',
      ),
    ),
    baseUrl: t.string({
      nullable: true,
      description: 'The address of the model’s API, credentials hidden; null for other models than your own.',
      select: { baseUrl: true, userId: true },
      resolve: inTurns(({ baseUrl, userId }, { viewer }) =>
        maySeeHow(viewer, userId) ? scrubTextOrNull(baseUrl) : null,
      ),
    }),
    params: t.field({
      type: ModelParams,
      nullable: true,
      description:
        'The parameters with which the model is called; null for the platform’s defaults, and for other models than your own.',
      extensions: params.extensions,
      select: { userId: true },
      resolve: (row, args, context) =>
        maySeeHow(context.viewer, row.userId) ? params.resolve(row, args, context) : null,
    }),
    isDefault: t.exposeBoolean('isDefault'),
    isActive: t.exposeBoolean('isActive'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    user: t.field(
      relation('User', 'userId', {
        description: 'The user who set the model up; null for the system’s models.',
      }),
    ),
    sessions: t.field(
      relatedConnection('Session', {
        by: 'modelSettingId',
        description: 'Your sessions that run on this model, newest first.',
      }),
    ),
  }),
})

builder.prismaObjectFields('User', (t) => ({
  modelSettings: t.field(
    relatedConnection('ModelSetting', {
      by: 'userId',
      description:
        'Models that the user set up, oldest first; see `availableModels` for the choice a session has.',
    }),
  ),
}))

const mine = (viewerId: string) =>
  any([isNull('ModelSetting', 'userId'), equals('ModelSetting', 'userId', viewerId)])

builder.queryFields((t) => ({
  availableModels: t.field({
    type: ['ModelSetting'],
    description: 'The models that your sessions can run on: the system’s first, then your own, oldest first.',
    authScopes: { signedIn: true },
    args: {
      includeInactive: t.arg.boolean({
        defaultValue: false,
        description: 'Whether models that cannot be chosen are included.',
      }),
    },
    resolve: async (_root, { includeInactive }, context, info) => {
      const active = includeInactive ? [] : [flag('ModelSetting', 'isActive', true)]
      const where = all([mine(context.viewer?.id ?? ''), ...active])
      const order = orderBy('ModelSetting', ['configType', 'createdAt'], 'asc')
      return loadList(context, info, 'ModelSetting', { where, order })
    },
  }),
  modelSettings: t.field({
    ...connection('ModelSetting', {
      filter: defineFilter('ModelSettingFilter', 'Which models to list.', {
        isSystem: {
          type: 'Boolean',
          description: 'Only the system’s models, or only those of users.',
          where: (system: boolean) => (system ? isNull : isNotNull)('ModelSetting', 'userId'),
        },
        isActive: {
          type: 'Boolean',
          description: 'Only models that can be chosen, or only hidden ones.',
          where: (active: boolean) => flag('ModelSetting', 'isActive', active),
        },
        provider: {
          type: [ModelProvider.ref],
          description: 'Only models of any of these providers.',
          where: ModelProvider.where('ModelSetting', 'provider'),
        },
      }),
      description: 'All models, of the system and of users, oldest first, for admins.',
    }),
    authScopes: { admin: true },
  }),
}))
