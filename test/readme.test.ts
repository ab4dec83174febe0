import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../src/data/database.ts'
import { asking, demoViewer } from './support/asking.ts'
import { testDatabases } from './support/database.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const block = (language: string) =>
  new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1] ?? ''

describe.each(testDatabases)('README’s first query, on $kind', ({ open }) => {
  let database: Database
  beforeAll(async () => {
    database = await open('seeded')
  })
  afterAll(() => database.close())

  it('has the answer that README shows, in four statements', async () => {
    const { data, sent } = await asking(database)(demoViewer, block('graphql'))
    expect({ data }).toEqual(JSON.parse(block('json')))
    expect(sent).toHaveLength(4)
  })
})
