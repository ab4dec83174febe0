import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/data/database.ts'
import { sessions } from '../../../src/demo/identities.ts'
import { uuid } from '../../../src/demo/uuid.ts'
import { parseMediaRequest } from '../../../src/domains/chat/media-request.ts'
import { adminViewer, createAsk, demoViewer, strangerViewer } from '../../support/create-ask.ts'
import { testDatabases } from '../../support/database.ts'

describe('the media request of a message', () => {
  it.each([
    [6, 6, '6'],
    ['12', 12, '12'],
    ['unlimited', null, 'unlimited'],
    [8.5, null, '8.5'],
    ['99999999999', null, '99999999999'],
    [null, null, null],
    [{ a: 1 }, null, null],
  ])('reads the page count %j', (given, pageCount, pageCountText) => {
    expect(parseMediaRequest({ media: { page_count: given } })).toMatchObject({ pageCount, pageCountText })
  })

  it('reads numbers and flags that are written as text, and texts that are written as numbers', () => {
    const flags = ['enabled', 'rich_dialogue', 'manga_layout', 'voice_enabled', 'advanced_mode']
    const media = {
      ...Object.fromEntries(flags.map((name) => [name, 'true'])),
      resolution: 1024,
      template_id: 17,
      mini_tools: [{ id: 3, name: 'Upscale' }],
    }
    expect(parseMediaRequest({ media })).toMatchObject({
      isEnabled: true,
      hasRichDialogue: true,
      mangaLayout: true,
      hasVoice: true,
      isAdvanced: true,
      resolution: '1024',
      templateId: '17',
      miniTools: [{ key: '3', name: 'Upscale', references: [] }],
    })
    expect(parseMediaRequest({ media: { enabled: 'false', rich_dialogue: 'yes' } })).toMatchObject({
      isEnabled: false,
      hasRichDialogue: false,
    })
  })

  it('reads every setting that a chat restores', () => {
    const [one, two] = [uuid('one'), uuid('two')]
    const media = {
      enabled: false,
      mini_tools: [{ id: 'upscale', name: 'Upscale', reference_file_ids: [one, 7] }, 'nonsense'],
      references: [{ file_id: two, type: 'style' }],
      video_settings: { duration: 8, password: 'hunter2hunter2' },
      video_frames: [
        { file_id: one, frame_type: 'start' },
        { file_id: two, type: 'end' },
      ],
      storybook_context: { storybook_id: one, pages: [] },
      manga_layout: true,
      rich_dialogue: true,
      template_name: 'Bedtime',
      template_prompt: 'Calm',
      language_source: 'auto',
    }
    expect(parseMediaRequest({ media })).toMatchObject({
      isEnabled: false,
      miniTools: [
        {
          key: 'upscale',
          name: 'Upscale',
          references: [
            { fileId: one, type: null },
            { fileId: '7', type: null },
          ],
        },
      ],
      references: [{ fileId: two, type: 'style' }],
      videoSettings: { duration: 8, password: '[secret]' },
      videoFrames: [
        { fileId: one, type: 'start' },
        { fileId: two, type: 'end' },
      ],
      storybookContext: { storybook_id: one, pages: [] },
      mangaLayout: true,
      hasRichDialogue: true,
      templateName: 'Bedtime',
      templatePrompt: 'Calm',
      languageSource: 'auto',
    })
  })

  it('reads references that are bare ids, and ids that are numbers', () => {
    const one = uuid('one')
    const list = [one, 12, { file_id: 13, type: 'style' }, null, ['x']]
    const read = [
      { fileId: one, type: null },
      { fileId: '12', type: null },
      { fileId: '13', type: 'style' },
    ]
    const media = {
      references: list,
      video_frames: list,
      mini_tools: [{ id: 'upscale', reference_file_ids: list }],
    }
    expect(parseMediaRequest({ media })).toMatchObject({
      references: read,
      videoFrames: read,
      miniTools: [{ references: read }],
    })
  })

  it('reads a lone reference as a list of one', () => {
    const media = {
      references: { file_id: 13, type: 'style' },
      video_frames: { file_id: 'a', frame_type: 'first' },
    }
    expect(parseMediaRequest({ media })).toMatchObject({
      references: [{ fileId: '13', type: 'style' }],
      videoFrames: [{ fileId: 'a', type: 'first' }],
    })
  })

  it('reads what is of another form as nothing', () => {
    const media = {
      mini_tools: 'x',
      video_frames: {},
      video_settings: null,
      enabled: 'yes',
      rich_dialogue: 1,
    }
    expect(parseMediaRequest({ media })).toMatchObject({
      isEnabled: null,
      miniTools: [],
      videoFrames: [],
      videoSettings: null,
      storybookContext: null,
      hasRichDialogue: false,
    })
  })
})

describe.each(testDatabases)('stored settings, on $kind', ({ open }) => {
  let database: Database
  let ask: ReturnType<typeof createAsk>

  beforeAll(async () => {
    database = await open('seeded')
    ask = createAsk(database, { projectDomain: 'apps.example' })
  })
  afterAll(() => database.close())

  const setMetadata = (metadata: object) =>
    database.query('update sessions set session_metadata = $1 where id = $2', [
      JSON.stringify(metadata),
      sessions.publicReport,
    ])

  it('gives the state of design mode back to the owner as it was saved', async () => {
    const changes = [{ selector: '#login', text: 'password: hunter2hunter2' }]
    await setMetadata({ design_mode: { changes, redo_changes: [{ n: 1 }], updated_at: 1_790_000_000_123 } })
    const source = '{ session(id: "ID") { designState { changes redoChanges updatedAt } } }'.replace(
      'ID',
      sessions.publicReport,
    )
    const read = async (viewer: Parameters<typeof ask>[0]) => (await ask(viewer, source)).data?.session
    const state = { changes, redoChanges: [{ n: 1 }], updatedAt: '2026-09-21T14:13:20.123Z' }
    expect(await read(demoViewer)).toEqual({ designState: state })
    const masked = [{ selector: '#login', text: 'password: [secret]' }]
    expect(await read(adminViewer)).toEqual({ designState: { ...state, changes: masked } })
    for (const viewer of [strangerViewer, null]) expect(await read(viewer)).toEqual({ designState: null })
    await setMetadata({ design_mode: { changes: 'none' } })
    expect(await read(demoViewer)).toEqual({ designState: { changes: [], redoChanges: [], updatedAt: null } })
    await setMetadata({})
    expect(await read(demoViewer)).toEqual({ designState: null })
  })

  it('names the files that a fork works from: those that are gone, and paths on the parent’s machine, included', async () => {
    const [map, gone] = [uuid('asset map'), uuid('gone')]
    await setMetadata({
      fork_info: { context: { attachments: [map, { id: gone }, '/workspace/report.md', 7] } },
    })
    const source = `{ session(id: "${sessions.publicReport}") { forkInfo { attachmentIds attachmentPaths attachments { databaseId } } } }`
    expect((await ask(demoViewer, source)).data?.session).toEqual({
      forkInfo: {
        attachmentIds: [map, gone],
        attachmentPaths: ['/workspace/report.md'],
        attachments: [{ databaseId: map }],
      },
    })
  })

  it('suggests free names for one that cannot be had', async () => {
    const source = `query ($name: String!) { subdomainAvailability(name: $name) { verdict baseDomain fullDomain suggestions } }`
    const check = async (name: string) =>
      (await ask(demoViewer, source, { name })).data?.subdomainAvailability
    expect(await check('never-seen')).toEqual({
      verdict: 'AVAILABLE',
      baseDomain: 'apps.example',
      fullDomain: 'never-seen.apps.example',
      suggestions: [],
    })
    await database.query(
      `update project_custom_domains set subdomain = 'shop-app' where subdomain = 'pho-for-twenty'`,
    )
    expect(await check('shop')).toMatchObject({
      verdict: 'RESERVED',
      suggestions: ['shop-site', 'shop-web', 'shop-hq'],
    })
    expect(await check('My Café')).toMatchObject({
      verdict: 'MALFORMED',
      fullDomain: null,
      suggestions: ['my-caf-app', 'my-caf-site', 'my-caf-web'],
    })
    expect(await check('!')).toMatchObject({ verdict: 'MALFORMED', suggestions: [] })
  })

  it('returns the settings of a coding tool without its secrets', async () => {
    const source = '{ viewer { mcpSettings { toolType model reasoningEffort isSearchEnabled } } }'
    const { data } = await ask<{ viewer: { mcpSettings: object[] } }>(demoViewer, source)
    expect(data?.viewer.mcpSettings).toEqual([
      { toolType: 'CODEX', model: 'gpt-5-codex', reasoningEffort: 'high', isSearchEnabled: true },
      { toolType: 'OTHER', model: null, reasoningEffort: null, isSearchEnabled: null },
    ])
  })
})
