import { describe, expect, it } from 'vitest'
import { sessions } from '../../../src/demo/identities.ts'
import { models } from '../../../src/demo/settings.ts'
import { encodeNodeId } from '../../../src/schema/node-id.ts'
import { testDatabases } from '../../support/database.ts'
import { setUpWriters, viewers } from '../../support/writes.ts'

const missing = '11111111-2222-4333-8444-555555555555'
const aModel =
  'modelSetting { databaseId modelId configTypeText isDefault isActive hasApiKey pricing { input } }'

describe.each(testDatabases)('writes of model settings, on $kind', ({ open }) => {
  const { database, demo, maria, admin } = setUpWriters(open)

  const stored = async (id: string) => {
    const [row] = await database.query<Record<string, unknown>>(
      'select * from model_settings where id = $1',
      [id],
    )
    return row
  }
  const created = async (modelId: string, more: object = {}) => {
    const outcome = await demo.write('createModelSetting', { modelId, provider: 'CUSTOM', ...more }, aModel)
    return (outcome.modelSetting as { databaseId: string }).databaseId
  }

  it('creates a user’s own model, as the platform writes it, without a key', async () => {
    const id = await created('phi-5', {
      displayName: 'Phi <5>',
      baseUrl: 'http://box.example:8000/v1',
      params: { maxRetries: 3, temperature: 0.5, apiType: 'AZURE', cotModel: false, vertexRegion: null },
      pricing: { inputPricePerMillion: 0.25 },
    })
    expect(await stored(id)).toMatchObject({
      user_id: viewers.demo.id,
      model_id: 'phi-5',
      provider: 'Custom',
      encrypted_api_key: null,
      config_type: 'user',
      is_default: false,
      is_active: true,
      display_name: 'Phi <5>',
      base_url: 'http://box.example:8000/v1',
      params: { max_retries: 3, temperature: 0.5, api_type: 'azure', cot_model: false },
      pricing: { input_price_per_million: 0.25 },
    })
  })

  it('answers a second one of the same model and provider with the first', async () => {
    const id = await created('twice')
    const conflict = {
      __typename: 'ConflictError',
      conflicting: { __typename: 'ModelSetting', id: encodeNodeId('ModelSetting', id) },
    }
    const input = { modelId: 'twice', provider: 'CUSTOM' }
    expect(await demo.write('createModelSetting', input)).toMatchObject(conflict)
    const other = await created('another')
    expect(await demo.write('updateModelSetting', { id: other, modelId: 'twice' })).toMatchObject(conflict)
    expect(await stored(other)).toMatchObject({ model_id: 'another' })
    expect((await maria.write('createModelSetting', input)).__typename).toBe('CreateModelSettingSuccess')
  })

  it('changes what is given, keeps the rest, and never the key', async () => {
    const before = await stored(models.own)
    const input = { id: encodeNodeId('ModelSetting', models.own), isActive: false, displayName: null }
    const changed = await demo.write('updateModelSetting', input, aModel)
    expect(changed.modelSetting).toMatchObject({ isActive: false, hasApiKey: true, modelId: 'qwen3-coder' })
    expect(await stored(models.own)).toEqual({
      ...before,
      is_active: false,
      display_name: null,
      updated_at: expect.any(String),
    })
    const priced = { id: models.own, pricing: { outputPricePerMillion: 2 }, params: null }
    await demo.write('updateModelSetting', priced)
    expect(await stored(models.own)).toMatchObject({ pricing: { output_price_per_million: 2 }, params: null })
  })

  it('makes one model the default', async () => {
    const [one, two] = [await created('first'), await created('second')]
    const ids = [one, two, one, two, one]
    await Promise.all(ids.map((id) => demo.write('setDefaultModelSetting', { id })))
    const defaults = await database.query('select id from model_settings where user_id = $1 and is_default', [
      viewers.demo.id,
    ])
    expect(defaults).toHaveLength(1)
    const done = await demo.write('setDefaultModelSetting', { id: two }, aModel)
    expect(done.modelSetting).toMatchObject({ databaseId: two, isDefault: true })
    expect(await stored(one)).toMatchObject({ is_default: false })
    expect(await stored(models.sonnet)).toMatchObject({ is_default: true })
    const failed = await demo.write('setDefaultModelSetting', { id: models.maria })
    expect(failed.__typename).toBe('NotFoundError')
    expect(await stored(two)).toMatchObject({ is_default: true })
  })

  it('deletes a model, its sessions permitting', async () => {
    const id = await created('to delete')
    await database.query('update sessions set model_setting_id = $1, version = 7 where id = $2', [
      id,
      sessions.fresh,
    ])
    const refused = await demo.write('deleteModelSetting', { id })
    expect(refused).toMatchObject({
      __typename: 'ConflictError',
      conflicting: { __typename: 'Session', id: encodeNodeId('Session', sessions.fresh) },
    })
    expect(await stored(id)).toBeDefined()
    const done = await demo.write('deleteModelSetting', { id, detachSessions: true }, 'deletedId')
    expect(done.deletedId).toBe(encodeNodeId('ModelSetting', id))
    expect(await stored(id)).toBeUndefined()
    const [session] = await database.query('select model_setting_id, version from sessions where id = $1', [
      sessions.fresh,
    ])
    expect(session).toEqual({ model_setting_id: null, version: '8' })
    expect((await demo.write('deleteModelSetting', { id })).__typename).toBe('NotFoundError')
  })

  it('lets nobody change the system’s models or another’s, admins included', async () => {
    const before = await database.query('select * from model_settings order by id')
    for (const writer of [demo, admin]) {
      for (const id of [models.sonnet, models.maria, missing, 'no id']) {
        const outcomes = [
          await writer.write('updateModelSetting', { id, displayName: 'Mine' }),
          await writer.write('setDefaultModelSetting', { id }),
          await writer.write('deleteModelSetting', { id, detachSessions: true }),
        ]
        for (const { __typename } of outcomes) expect(__typename).toBe('NotFoundError')
      }
    }
    expect(await database.query('select * from model_settings order by id')).toEqual(before)
  })

  it('names every problem at once', async () => {
    const outcome = await demo.write('createModelSetting', {
      modelId: 'x'.repeat(201),
      provider: 'UNKNOWN',
      baseUrl: 'file:///etc/passwd',
      params: { temperature: 9, maxRetries: -1 },
      pricing: { inputPricePerMillion: -3 },
    })
    expect(outcome.__typename).toBe('ValidationError')
    expect((outcome.issues as { path: string }[]).map(({ path }) => path).toSorted()).toEqual([
      'baseUrl',
      'modelId',
      'params.maxRetries',
      'params.temperature',
      'pricing.inputPricePerMillion',
      'provider',
    ])
  })
})
