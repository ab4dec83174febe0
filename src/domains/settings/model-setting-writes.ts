import { z } from 'zod'
import { ownRows } from '../../auth/rules.ts'
import { all } from '../../data/batching/condition.ts'
import { equals, flag } from '../../data/batching/conditions.ts'
import { insertRow, selectForUpdate, updateRows } from '../../data/write.ts'
import { change, deletedId, holdRow, removeRow } from '../../schema/change.ts'
import { field, idOf, inputObject, line, writable } from '../../schema/inputs.ts'
import { mutation } from '../../schema/mutation.ts'
import { webAddress } from '../../schema/web-address.ts'
import { ConflictError } from '../../schema/write-errors.ts'
import { ApiType } from './model-params.ts'
import { ModelProvider } from './values.ts'

const what = 'model setting'
const longestName = 200

const aboutModel = `The provider’s name of the model, at most ${longestName} characters.`
const provider = writable(ModelProvider, ['OpenAI', 'Anthropic', 'Google', 'Cerebras', 'Custom'])

const part = line(longestName).nullish()
const Params = inputObject(
  'ModelParamsInput',
  'How a model is called. What is left out is up to the platform.',
  {
    maxRetries: field('Int', z.int().min(0).max(100).nullish(), 'Attempts after the first, 0 to 100.'),
    maxMessageChars: field(
      'Int',
      z.int().min(1).max(10_000_000).nullish(),
      'Longest message, in characters.',
    ),
    temperature: field('Float', z.number().min(0).max(2).nullish(), '0 to 2.'),
    thinkingTokens: field('Int', z.int().min(0).max(1_000_000).nullish(), 'Most tokens to think with.'),
    apiType: field(ApiType.type, ApiType.rule.nullish(), 'Left out for the provider’s own interface.'),
    vertexRegion: field('String', part, 'For VERTEX_AI, such as `us-east5`.'),
    vertexProjectId: field('String', part, 'For VERTEX_AI: the project at Google Cloud.'),
    azureEndpoint: field('String', webAddress.nullish(), 'For AZURE: the address of your resource.'),
    azureApiVersion: field('String', part, 'For AZURE: a date such as `2024-10-21`.'),
    cotModel: field('Boolean', z.boolean().nullish(), 'Whether it thinks in words before it answers.'),
  },
)

const price = z.number().min(0).max(1_000_000).nullish()
const Pricing = inputObject('ModelPricingInput', 'What a model costs: US dollars per million tokens.', {
  inputPricePerMillion: field('Float', price, 'Tokens sent to the model.'),
  outputPricePerMillion: field('Float', price, 'Tokens it answers.'),
  cacheWritePricePerMillion: field('Float', price, 'Tokens put into its cache.'),
  cacheReadPricePerMillion: field('Float', price, 'Tokens found in its cache.'),
})

/** As the platform's Python writes it: snake_case keys, and none for what was not said. */
function stored(given: object | null | undefined): object | null | undefined {
  if (!given) return given
  const said = Object.entries(given).filter(([, value]) => value != null)
  return Object.fromEntries(
    said.map(([key, value]) => [key.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`), value]),
  )
}

const names = {
  displayName: field(
    'String',
    line(longestName).nullish(),
    `Name to show instead of the model id, at most ${longestName} characters.`,
  ),
  baseUrl: field('String', webAddress.nullish(), 'Where it is reached, if not at the usual address.'),
  params: field(Params.type, Params.rule.nullish(), 'How it is called; null for the usual way.'),
  pricing: field(Pricing.type, Pricing.rule.nullish(), 'Null for the built-in price of the model.'),
}

mutation('createModelSetting', {
  description:
    'Adds a model of your own. Its key cannot be given here: the platform encrypts keys, and the gateway neither reads nor writes them.',
  input: {
    modelId: field('String', line(longestName), aboutModel),
    provider,
    ...names,
  },
  changed: { modelSetting: 'ModelSetting' },
  errors: ['ConflictError'],
  idempotent: true,
  write: async ({ input: { modelId, provider, displayName, baseUrl, params, pricing }, sql, viewer }) => {
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
    'Changes a model of your own. What the input leaves out stays; params and pricing are replaced whole.',
  input: {
    id: idOf('ModelSetting'),
    modelId: field('String', line(longestName).optional(), aboutModel),
    provider: field(provider.type, provider.rule.optional()),
    isActive: field('Boolean', z.boolean().optional(), 'False hides it from the choice.'),
    ...names,
  },
  changed: { modelSetting: 'ModelSetting' },
  errors: ['NotFoundError', 'ConflictError'],
  change: ({ id, params, pricing, ...others }) => ({
    what,
    key: id,
    set: { ...others, params: stored(params), pricing: stored(pricing) },
  }),
})

mutation('setDefaultModelSetting', {
  description: 'Makes one of your own models the one that new sessions start with, and no other.',
  input: { id: idOf('ModelSetting') },
  changed: { modelSetting: 'ModelSetting' },
  errors: ['NotFoundError'],
  transaction: true,
  write: async ({ input: { id }, ...write }) => {
    const { sql, viewer } = write
    // Held, so that of two calls at once one default is left.
    await selectForUpdate(sql, 'User', ['id'], equals('User', 'id', viewer.id), 'update')
    const defaults = all([ownRows('ModelSetting', viewer), flag('ModelSetting', 'isDefault', true)])
    await updateRows(sql, 'ModelSetting', { isDefault: false }, defaults)
    return { modelSetting: await change(write, 'ModelSetting', id, { isDefault: true }, { what }) }
  },
})

mutation('deleteModelSetting', {
  description: 'Deletes a model of your own, and its key with it.',
  input: {
    id: idOf('ModelSetting'),
    detachSessions: field(
      'Boolean',
      z.boolean().nullish(),
      'Lets sessions that use the model go on without one. Otherwise they stand in the way, as a ConflictError says.',
    ),
  },
  returns: { deletedId },
  errors: ['NotFoundError', 'ConflictError'],
  transaction: true,
  write: async ({ input: { id, detachSessions }, ...write }) => {
    const { sql, viewer } = write
    // Held against sessions that would come to use it meanwhile.
    await holdRow(write, 'ModelSetting', id, { what, strength: 'update' })
    const users = equals('Session', 'modelSettingId', id)
    if (detachSessions) {
      const own = equals('Session', 'userId', viewer.id)
      await updateRows(sql, 'Session', { modelSettingId: null }, all([users, own]))
    }
    // Deleted sessions count: they refer to it, and may be restored.
    const [user] = await selectForUpdate(sql, 'Session', ['id'], users, 'key share')
    if (user) {
      const conflicting = { model: 'Session', key: String(user.id) } as const
      throw new ConflictError('A session uses this model: see `detachSessions`.', conflicting)
    }
    return { deletedId: await removeRow(write, 'ModelSetting', id, { what }) }
  },
})
