import { z } from 'zod'
import { ownRows } from '../../auth/rules.ts'
import { all } from '../../data/batching/condition.ts'
import { equals, flag } from '../../data/batching/conditions.ts'
import { insertRow, selectForUpdate, updateRows } from '../../data/write.ts'
import {
  idInput,
  inputEnum,
  inputField,
  inputObject,
  optionalInputEnum,
  singleLine,
} from '../../schema/inputs.ts'
import { mutation } from '../../schema/mutation.ts'
import { deletedId, deleteOwnRow, lockRow, updateOwnRow } from '../../schema/own-rows.ts'
import { webAddress } from '../../schema/web-address.ts'
import { ConflictError } from '../../schema/write-errors.ts'
import { ApiType } from './model-params.ts'
import { ModelProvider } from './values.ts'

const noun = 'model setting'
const maxNameLength = 200

const aboutModel = `The provider’s name of the model, at most ${maxNameLength} characters.`
const providers = ['OpenAI', 'Anthropic', 'Google', 'Cerebras', 'Custom'] as const
const aboutProvider = 'The company that serves the model, or CUSTOM for a server of your own.'

const part = singleLine(maxNameLength).nullish()
const Params = inputObject(
  'ModelParamsInput',
  'The parameters with which a model is called. For values that are left out, the platform’s defaults apply.',
  {
    maxRetries: inputField(
      'Int',
      z.int().min(0).max(100).nullish(),
      'The maximum number of retries, 0 to 100.',
    ),
    maxMessageChars: inputField(
      'Int',
      z.int().min(1).max(10_000_000).nullish(),
      'The maximum length of a message in characters.',
    ),
    temperature: inputField('Float', z.number().min(0).max(2).nullish(), 'The sampling temperature, 0 to 2.'),
    thinkingTokens: inputField(
      'Int',
      z.int().min(0).max(1_000_000).nullish(),
      'The maximum number of tokens for reasoning.',
    ),
    apiType: inputField(ApiType.type, ApiType.rule.nullish(), 'Left out for the provider’s own interface.'),
    vertexRegion: inputField('String', part, 'The region, such as `us-east5`; only for VERTEX_AI.'),
    vertexProjectId: inputField('String', part, 'The id of the Google Cloud project; only for VERTEX_AI.'),
    azureEndpoint: inputField(
      'String',
      webAddress.nullish(),
      'The address of your Azure resource; only for AZURE.',
    ),
    azureApiVersion: inputField(
      'String',
      part,
      'The version of the Azure API, such as `2024-10-21`; only for AZURE.',
    ),
    cotModel: inputField(
      'Boolean',
      z.boolean().nullish(),
      'Whether the model reasons in text before it answers.',
    ),
  },
)

const price = z.number().min(0).max(1_000_000).nullish()
const Pricing = inputObject('ModelPricingInput', 'The price of a model in US dollars per million tokens.', {
  inputPricePerMillion: inputField('Float', price, 'The price of input tokens.'),
  outputPricePerMillion: inputField('Float', price, 'The price of output tokens.'),
  cacheWritePricePerMillion: inputField(
    'Float',
    price,
    'The price of input tokens that are written to the cache.',
  ),
  cacheReadPricePerMillion: inputField('Float', price, 'The price of input tokens that the cache held.'),
})

/** Converts to the platform's form: snake_case keys, without null values. */
function stored(given: object | null | undefined): object | null | undefined {
  if (!given) return given
  const said = Object.entries(given).filter(([, value]) => value != null)
  return Object.fromEntries(
    said.map(([key, value]) => [key.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`), value]),
  )
}

const names = {
  displayName: inputField(
    'String',
    singleLine(maxNameLength).nullish(),
    `Name to show instead of the model id, at most ${maxNameLength} characters.`,
  ),
  baseUrl: inputField(
    'String',
    webAddress.nullish(),
    'The address of the model’s API; null for the provider’s usual one.',
  ),
  params: inputField(
    Params.type,
    Params.rule.nullish(),
    'The parameters with which the model is called; null for the platform’s defaults.',
  ),
  pricing: inputField(
    Pricing.type,
    Pricing.rule.nullish(),
    'The price of the model; null for the built-in one.',
  ),
}

mutation('createModelSetting', {
  description:
    'Adds a model of your own. Its key cannot be given here: the platform encrypts keys, and the gateway neither reads nor writes them.',
  input: {
    modelId: inputField('String', singleLine(maxNameLength), aboutModel),
    provider: inputEnum(ModelProvider, providers, aboutProvider),
    ...names,
  },
  payload: { modelSetting: 'ModelSetting' },
  errors: [],
  idempotent: true,
  resolve: async ({ input: { modelId, provider, displayName, baseUrl, params, pricing }, sql, viewer }) => {
    const made = await insertRow(sql, 'ModelSetting', {
      userId: viewer.id,
      modelId,
      provider,
      displayName,
      baseUrl,
      params: stored(params),
      pricing: stored(pricing),
      configType: 'user',
    })
    return { modelSetting: made?.id ?? null }
  },
})

mutation('updateModelSetting', {
  description:
    'Changes a model of your own. Fields that the input leaves out are kept; `params` and `pricing` are replaced as a whole.',
  input: {
    id: idInput('ModelSetting'),
    modelId: inputField('String', singleLine(maxNameLength).optional(), aboutModel),
    provider: optionalInputEnum(ModelProvider, providers, aboutProvider),
    isActive: inputField('Boolean', z.boolean().optional(), 'Whether the model can be chosen.'),
    ...names,
  },
  payload: { modelSetting: 'ModelSetting' },
  errors: ['NotFoundError'],
  update: ({ id, params, pricing, ...others }) => ({
    noun,
    key: id,
    set: { ...others, params: stored(params), pricing: stored(pricing) },
  }),
})

mutation('setDefaultModelSetting', {
  description: 'Makes one of your own models the default for new sessions.',
  input: { id: idInput('ModelSetting') },
  payload: { modelSetting: 'ModelSetting' },
  errors: ['NotFoundError'],
  transaction: true,
  resolve: async ({ input: { id }, ...write }) => {
    const { sql, viewer } = write
    // Locked, so that concurrent calls leave one default.
    await selectForUpdate(sql, 'User', ['id'], equals('User', 'id', viewer.id), 'update')
    const defaults = all([ownRows('ModelSetting', viewer), flag('ModelSetting', 'isDefault', true)])
    await updateRows(sql, 'ModelSetting', { isDefault: false }, defaults)
    return { modelSetting: await updateOwnRow(write, 'ModelSetting', id, { isDefault: true }, { noun }) }
  },
})

mutation('deleteModelSetting', {
  description: 'Deletes a model of your own, and its key with it.',
  input: {
    id: idInput('ModelSetting'),
    detachSessions: inputField(
      'Boolean',
      z.boolean().nullish(),
      'Whether sessions that use the model lose it. If false, such sessions cause a ConflictError.',
    ),
  },
  returns: { deletedId },
  errors: ['NotFoundError'],
  transaction: true,
  resolve: async ({ input: { id, detachSessions }, ...write }) => {
    const { sql, viewer } = write
    // Blocks sessions that would start to use it.
    await lockRow(write, 'ModelSetting', id, { noun, strength: 'update' })
    const users = equals('Session', 'modelSettingId', id)
    const own = equals('Session', 'userId', viewer.id)
    const detached = detachSessions
      ? await updateRows(sql, 'Session', { modelSettingId: null }, all([users, own]))
      : []
    // Deleted sessions count, since they reference it and may be restored.
    const [user] = await selectForUpdate(sql, 'Session', ['id'], users, 'key share')
    if (user) {
      const conflicting = { model: 'Session', key: String(user.id) } as const
      throw new ConflictError('A session uses this model: see `detachSessions`.', conflicting)
    }
    const changed = { Session: detached.flatMap(({ id }) => id ?? []) }
    return { deletedId: await deleteOwnRow(write, 'ModelSetting', id, { noun }), changed }
  },
})
