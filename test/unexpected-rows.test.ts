/** Rows as another version of the platform, or a fault of it, may write them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../src/data/database.ts'
import { sessions } from '../src/demo/identities.ts'
import { createAsk, demoViewer } from './support/create-ask.ts'
import { testDatabases } from './support/database.ts'

describe.each(testDatabases)('unexpected rows on $kind', ({ open }) => {
  let database: Database
  let ask: ReturnType<typeof createAsk>

  beforeAll(async () => {
    database = await open('seeded')
    ask = createAsk(database)
  })
  afterAll(() => database.close())

  const strange = [
    '"a text"',
    '[]',
    '7',
    'null',
    '{}',
    '{"generation": "x", "art_style": 3}',
    '{"generation": {"status": 5, "total_pages": "many", "generating_pages": {"a": 1}}, "genre": []}',
    '{"generation": {"status": "dreaming", "total_pages": 3000000000, "generating_pages": [1, "2", null]}}',
  ]

  test.each(strange)('answers for a storybook with %s', async (json) => {
    await database.query(`update storybooks set style_json = $1::text::jsonb`, [json])
    await database.query(`update storybook_pages set metadata = $1::text::jsonb`, [json])
    await database.query(`update slide_versions set instructions_applied = $1::text::jsonb`, [`[${json}]`])
    await database.query(`update slide_contents set metadata = $1::text::jsonb`, [json])
    const { data, errors } = await ask(
      demoViewer,
      `{
  session(id: "${sessions.storybook}") {
  name
  storybooks(first: 1) {
    nodes {
      name style { artStyle genre } isComplete
      generation { status statusText totalPages generatingPages }
      pages { pageNumber displayPage textPosition textPercentage imagePrompt }
    }
  }
  }
  slides: session(id: "${sessions.pictureSlides}") {
  slideVersions { nodes { version instructions { type selection { type } askedAt } } }
  presentations { slides { lastTool lastToolAt } }
  }
}`,
    )
    expect(errors).toBeUndefined()
    expect(data).toMatchObject({ session: { storybooks: { nodes: [{ name: 'Pim, the lighthouse' }] } } })
  })

  test('answers for a message whose model and files are no ids, and for numbers that no field can hold', async () => {
    await database.query(`update chat_messages set model = '', file_ids = '{NULL}'`)
    await database.query(
      `update chat_messages set content = $1::text::jsonb where session_id = $2 and role = 'tool'`,
      [
        '[{"type": "tool_result", "name": "t", "output": {"type": "storybook", "storybook_id": ""}}]',
        sessions.storybook,
      ],
    )
    await database.query(`update chat_summaries set compression_ratio = 'NaN'`)
    await database.query(`update project_deployments set build_duration_ms = 3000000000`)
    await database.query(`update slide_templates set slide_template_images = '{NULL,a}'`)
    await database.query(`update sessions set session_metadata = $1::text::jsonb where id = $2`, [
      '{"fork_info": {"forked_at": 1796000000000}, "advanced_mode": {"references": [{"file_id": ""}]}}',
      sessions.fork,
    ])
    const { data, errors } = await ask(
      demoViewer,
      `{
  session(id: "${sessions.longChat}") {
  messages(first: 1) { nodes { modelSetting { id } fileIds files { id } } }
  chatSummaries(first: 1) { nodes { compressionRatio } }
  }
  storybook: session(id: "${sessions.storybook}") {
  messages(last: 1, filter: { roles: [TOOL] }) {
    nodes { parts { ... on ToolResultPart { output { ... on StorybookOutput { storybook { id } } } } } }
  }
  }
  fork: session(id: "${sessions.fork}") { forkInfo { forkedAt } advancedMode { references { file { id } } } }
  viewer { deployments(first: 1) { nodes { buildDurationMs } } }
  slideTemplates(first: 1) { nodes { images } }
}`,
    )
    expect(errors).toBeUndefined()
    expect(data).toEqual({
      session: {
        messages: { nodes: [{ modelSetting: null, fileIds: [], files: [] }] },
        chatSummaries: { nodes: [{ compressionRatio: null }] },
      },
      storybook: { messages: { nodes: [{ parts: [{ output: { storybook: null } }] }] } },
      fork: { forkInfo: { forkedAt: null }, advancedMode: { references: [{ file: null }] } },
      viewer: { deployments: { nodes: [{ buildDurationMs: null }] } },
      slideTemplates: { nodes: [{ images: ['a'] }] },
    })
  })

  test('calls values that it does not know UNKNOWN, with their text beside', async () => {
    await database.query(`update projects set status = 'from the future'`)
    await database.query(`update project_deployments set deployment_status = 'dreaming', provider = 'moon'`)
    await database.query(`update user_assets set asset_type = 'scent'`)
    const { data, errors } = await ask(
      demoViewer,
      `{ viewer {
  projects(first: 1) { nodes { status latestDeployment { status statusText provider providerText } } }
  assets(first: 1, filter: { types: [UNKNOWN] }) { nodes { assetType assetTypeText } }
} }`,
    )
    expect(errors).toBeUndefined()
    const latestDeployment = {
      status: 'UNKNOWN',
      statusText: 'dreaming',
      provider: 'UNKNOWN',
      providerText: 'moon',
    }
    expect(data).toEqual({
      viewer: {
        projects: { nodes: [{ status: 'from the future', latestDeployment }] },
        assets: { nodes: [{ assetType: 'UNKNOWN', assetTypeText: 'scent' }] },
      },
    })
  })
})
