import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { people, sessions } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'
import { operations } from '../support/operations.ts'
import { buildMutation, type Outcome } from '../support/writes.ts'
import { clientOf, type Person, takeUntil } from './watching.ts'

type Given = { readonly [Name in 'run' | 'project' | 'storybook']: string }
type Call = readonly [mutation: string, input: object, by?: Person]

type Case = {
  /** The operation under test/operations/live. */
  readonly watch: string
  readonly as?: Person
  readonly variables?: (given: Given) => object
  /** Two writes, one after the other: the second one comes to a stream that is sure to be open. */
  readonly writes: (given: Given) => readonly [Call, Call]
  /** What the answer holds once the stream has told of the first write, and of the second. */
  readonly shows: readonly [string, string]
}

const plan = (session: string, summary: string): Call => [
  'updateSessionPlan',
  {
    id: session,
    summary,
    milestones: [{ key: '5f0d1c1e-9d0b-4a3a-8a4f-0c4f6f0b7a10', content: summary, status: 'PENDING' }],
  },
]

const rename = (mutation: string, id: string, name: string): Call => [mutation, { id, name }]

const cases: readonly Case[] = [
  {
    watch: 'home',
    variables: () => ({ first: 50 }),
    writes: () => [
      rename('renameSession', sessions.website, 'A first name'),
      ['pinSession', { id: sessions.fresh }],
    ],
    shows: ['"name":"A first name"', '"id":"fresh","isPinned":true'],
  },
  {
    watch: 'session',
    variables: () => ({ session: sessions.slides }),
    writes: () => [
      plan(sessions.slides, 'First plan'),
      [
        'writeSlide',
        { session: sessions.slides, presentation: 'Brand-new', slideNumber: 1, content: '<p>New</p>' },
      ],
    ],
    shows: ['"summary":"First plan"', '"name":"Brand-new","slideCount":1'],
  },
  {
    watch: 'session-events',
    variables: () => ({ session: sessions.council }),
    writes: () => [plan(sessions.council, 'One'), plan(sessions.council, 'Two')],
    shows: ['"summary":"One"', '"summary":"Two"'],
  },
  {
    watch: 'messages',
    variables: () => ({ session: sessions.fresh }),
    writes: () => [
      ['appendMessage', { sessionId: sessions.fresh, text: 'The first word' }],
      ['appendMessage', { sessionId: sessions.fresh, text: 'The second word' }],
    ],
    shows: ['"text":"The first word"', '"text":"The second word"'],
  },
  {
    watch: 'session-runs',
    variables: () => ({ session: sessions.longChat }),
    writes: () => [
      ['claimRun', { sessionId: sessions.longChat, taskType: 'CHAT_RUN' }],
      ['claimRun', { sessionId: sessions.longChat, taskType: 'MEDIA_GENERATION' }],
    ],
    shows: ['"taskType":"chat_run","status":"RUNNING"', '"taskType":"media_generation","status":"RUNNING"'],
  },
  {
    watch: 'task-logs',
    variables: ({ run }) => ({ run }),
    writes: ({ run }) => [
      ['appendRunLog', { runId: run, data: { step: 'first' } }],
      ['appendRunLog', { runId: run, data: { step: 'second' } }],
    ],
    shows: ['"step":"first"', '"step":"second"'],
  },
  {
    watch: 'all-runs',
    as: people.admin,
    writes: () => [
      ['claimRun', { sessionId: sessions.analysis, taskType: 'CHAT_RUN' }],
      ['claimRun', { sessionId: sessions.analysis, taskType: 'AGENT_RUN' }],
    ],
    shows: [
      '"taskType":"chat_run","status":"RUNNING","session":{"id":"analysis"',
      '"taskType":"agent_run","status":"RUNNING","session":{"id":"analysis"',
    ],
  },
  {
    watch: 'run',
    variables: ({ run }) => ({ run }),
    writes: ({ run }) => [
      ['updateRunStatus', { id: run, status: 'WAITING_FOR_INPUT' }],
      ['updateRunStatus', { id: run, status: 'RUNNING' }],
    ],
    shows: ['"status":"WAITING_FOR_INPUT"', '"status":"RUNNING"'],
  },
  {
    watch: 'run-log',
    variables: ({ run }) => ({ run }),
    writes: ({ run }) => [
      ['appendRunLog', { runId: run, data: { step: 'last' } }],
      ['updateRunStatus', { id: run, status: 'FAILED', errorMessage: 'On purpose' }],
    ],
    shows: ['"step":"last"', '"errorMessage":"On purpose"'],
  },
  {
    watch: 'balance',
    writes: () => [
      ['grantCredits', { user: people.demo.id, amount: '1000000', description: 'Test' }, people.admin],
      ['grantCredits', { user: people.demo.id, amount: '7000000', description: 'Test' }, people.admin],
    ],
    shows: ['"bonusCredits":"1000', '"bonusCredits":"8000'],
  },
  {
    watch: 'storybook',
    variables: ({ storybook }) => ({ storybook }),
    writes: ({ storybook }) => [
      rename('renameStorybook', storybook, 'First title'),
      rename('renameStorybook', storybook, 'Second title'),
    ],
    shows: ['"name":"First title"', '"name":"Second title"'],
  },
  {
    watch: 'deployment',
    variables: ({ project }) => ({ project }),
    writes: ({ project }) => [
      rename('updateProject', project, 'First project'),
      rename('updateProject', project, 'Second project'),
    ],
    shows: ['"name":"First project"', '"name":"Second project"'],
  },
]

/** The database's own ids, by the names that the cases give them. */
const named = new Map(Object.entries(sessions).map(([name, id]) => [id, name]))

function readable(data: unknown): string {
  return JSON.stringify(data, (key, value) => {
    if (key !== 'id' || typeof value !== 'string') return value
    const [, uuid = ''] = Buffer.from(value, 'base64url').toString().split(':')
    return named.get(uuid) ?? value
  })
}

describe.each(testDatabases)('what the gateway itself writes, on $kind', ({ open }) => {
  let gateway: TestGateway
  let database: Database
  let given: Given

  beforeAll(async () => {
    database = await open('seeded')
    gateway = await startGateway(database)
    const one = async (table: string, name: string) => {
      const text = `select id from ${table} where name = $1 order by created_at desc limit 1`
      const [row] = await database.query<{ id: string }>(text, [name])
      return row?.id ?? ''
    }
    const [book] = await database.query<{ name: string }>(
      'select name from storybooks where session_id = $1 limit 1',
      [sessions.storybook],
    )
    const claimed = await write(['claimRun', { sessionId: sessions.fresh, taskType: 'MEDIA_GENERATION' }])
    given = {
      run: (claimed.run as { databaseId: string }).databaseId,
      project: await one('projects', 'roastery'),
      storybook: await one('storybooks', book?.name ?? ''),
    }
  })
  afterAll(() => gateway.close())

  async function write([mutation, input, by = people.demo]: Call): Promise<Outcome> {
    const selection = mutation === 'claimRun' ? 'run { databaseId }' : 'clientMutationId'
    const { data, errors } = await gateway.ask<Record<string, Outcome>>(buildMutation(mutation, selection), {
      token: await signTokenFor(by),
      variables: { input: { ...input, clientMutationId: randomUUID() } },
    })
    expect(errors).toBeUndefined()
    const outcome = data?.[mutation] as Outcome
    expect(outcome, mutation).toMatchObject({ __typename: expect.stringMatching(/Success$/) })
    return outcome
  }

  it.each(cases)('shows in $watch', async ({ watch, as = people.demo, variables, writes, shows }) => {
    const operation = operations.find(({ name }) => name === `live/${watch}`)
    const client = await clientOf(gateway.socketUrl, as)
    const results = client.iterate({
      query: operation?.source ?? '',
      variables: variables?.(given) as Record<string, unknown>,
    })
    const until = (text: string) => takeUntil(results as never, (data) => readable(data).includes(text))
    const [first, second] = writes(given)
    const [firstShown, secondShown] = shows
    await write(first)
    await until(firstShown)
    await write(second)
    await until(secondShown)
  })
})
