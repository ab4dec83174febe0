import { readFileSync } from 'node:fs'
import { parse, validate } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../src/data/database.ts'
import { schema } from '../src/schema/schema.ts'
import { createAsk, demoViewer } from './support/create-ask.ts'
import { testDatabases } from './support/database.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const block = (language: string) =>
  new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1] ?? ''

it('has valid documents in the commands that README shows', () => {
  const bodies = [...readme.matchAll(/-d '(.*)'\n/g)].map(
    ([, body = '']) => JSON.parse(body) as { query: string },
  )
  expect(bodies.map(({ query }) => validate(schema, parse(query)))).toEqual([[], []])
})

describe.each(testDatabases)('README’s example, on $kind', ({ open }) => {
  let database: Database
  beforeAll(async () => {
    database = await open('seeded')
  })
  afterAll(() => database.close())

  it('has the answer that README shows, in four statements', async () => {
    const { data, sent } = await createAsk(database)(demoViewer, block('graphql'))
    expect({ data }).toEqual(JSON.parse(block('json')))
    expect(sent).toHaveLength(4)
  })
})
