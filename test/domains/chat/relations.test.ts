import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../../src/data/database.ts'
import { createAsk, demoViewer, strangerViewer } from '../../support/create-ask.ts'
import { testDatabases } from '../../support/database.ts'

type Summary = { id: string; endMessage: { id: string; summary: { id: string } | null } | null }
type Copy = { id: string; file: { id: string; providerFiles: { nodes: { id: string }[] } } | null }
type Session = { chatSummaries: { nodes: Summary[] }; providerFiles: { nodes: Copy[] } }

describe.each(testDatabases)('on $kind', ({ open }) => {
  let database: Database
  beforeAll(async () => {
    database = await open('seeded')
  })
  afterAll(() => database.close())

  test('summaries and copies of files are found from the message and the file that they are about', async () => {
    const { data, errors } = await createAsk(database)<{ viewer: { sessions: { nodes: Session[] } } }>(
      demoViewer,
      `{ viewer { sessions(first: 100) { nodes {
  chatSummaries { nodes { id endMessage { id summary { id } } } }
  providerFiles { nodes { id file { id providerFiles { nodes { id } } } } }
} } } }`,
    )
    expect(errors).toBeUndefined()
    const found = data?.viewer.sessions.nodes ?? []
    const summaries = found
      .flatMap(({ chatSummaries }) => chatSummaries.nodes)
      .filter((one) => one.endMessage)
    expect(summaries.length).toBeGreaterThan(0)
    for (const { id, endMessage } of summaries) expect(endMessage?.summary?.id).toBe(id)
    const copies = found.flatMap(({ providerFiles }) => providerFiles.nodes).filter((one) => one.file)
    expect(copies.length).toBeGreaterThan(0)
    for (const { id, file } of copies) expect(file?.providerFiles.nodes.map((one) => one.id)).toContain(id)
    const messages = summaries.map(({ endMessage }) => endMessage?.id)
    const asStranger = await createAsk(database)(
      strangerViewer,
      'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ChatMessage { summary { id } } } }',
      { ids: messages },
    )
    expect(JSON.stringify(asStranger.data)).not.toContain('"id"')
  })
})
