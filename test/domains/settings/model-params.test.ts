import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Viewer } from '../../../src/auth/viewer.ts'
import type { Database } from '../../../src/data/database.ts'
import { secrets } from '../../../src/demo/secrets.ts'
import { adminViewer, createAsk, demoViewer, strangerViewer } from '../../support/create-ask.ts'
import { testDatabases } from '../../support/database.ts'

type Setting = { configType: string; baseUrl: string | null; params: object | null }

const query = `{ availableModels(includeInactive: true) {
  configType baseUrl params { maxRetries temperature apiType apiTypeText azureEndpoint cotModel }
} }`

describe.each(testDatabases)('on $kind', ({ open }) => {
  let database: Database
  beforeAll(async () => {
    database = await open('seeded')
    const params = {
      max_retries: 3,
      temperature: 'warm',
      api_type: 'moon',
      azure_endpoint: `https://x:${secrets.openaiKey}@azure.example`,
      password: 'CANARY',
    }
    await database.query(`update model_settings set base_url = $1, params = $2::text::jsonb`, [
      'https://user:CANARY@models.example/v1',
      JSON.stringify(params),
    ])
  })
  afterAll(() => database.close())

  const models = async (viewer: Viewer) => {
    const { data, errors } = await createAsk(database)<{ availableModels: Setting[] }>(viewer, query)
    expect(errors).toBeUndefined()
    expect(JSON.stringify(data)).not.toContain('CANARY')
    return data?.availableModels ?? []
  }

  const shown = {
    baseUrl: 'https://[secret]@models.example/v1',
    params: {
      maxRetries: 3,
      temperature: null,
      apiType: null,
      apiTypeText: 'moon',
      azureEndpoint: 'https://[secret]@azure.example',
      cotModel: null,
    },
  }

  test('how a model is reached and called is shown to who set it up, without credentials', async () => {
    const own = (await models(demoViewer)).filter(({ configType }) => configType === 'USER')
    expect(own).toEqual(Array.from({ length: 3 }, () => ({ configType: 'USER', ...shown })))
  })

  test('how the system’s models are reached is for admins', async () => {
    const systems = (all: Setting[]) => all.filter(({ configType }) => configType === 'SYSTEM')
    for (const viewer of [demoViewer, strangerViewer]) {
      for (const one of systems(await models(viewer)))
        expect(one).toMatchObject({ baseUrl: null, params: null })
    }
    for (const one of systems(await models(adminViewer))) expect(one).toMatchObject(shown)
  })
})
