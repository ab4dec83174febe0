import { parse as parseDocument, print } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportSession } from '../../src/cli/export.ts'
import { exportDocument } from '../../src/cli/export-document.ts'
import type { Database } from '../../src/data/database.ts'
import { people, sessions } from '../../src/demo/identities.ts'
import { canaries } from '../../src/demo/secrets.ts'
import { signTokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'
import { operations } from '../support/operations.ts'
import { runCommand } from './process.ts'

type Line = { kind: string; databaseId?: string; counts?: Record<string, number> }

it('asks with the operation of the examples', () => {
  const example = operations.find(({ name }) => name === 'sessions/export')
  expect(print(parseDocument(exportDocument))).toBe(example && print(example.document))
})

describe.each(testDatabases)('the export of a session, on $kind', ({ open }) => {
  let database: Database
  let gateway: TestGateway
  beforeAll(async () => {
    database = await open('seeded')
    gateway = await startGateway(database)
  })
  afterAll(() => gateway.close())

  async function exported(session: string, person: { id: string; email: string } = people.demo) {
    const lines: string[] = []
    const token = await signTokenFor(person)
    const written = await exportSession(session, {
      url: gateway.url,
      token: () => token,
      write: async (line) => void lines.push(line),
      warn: (line) => expect.fail(line),
    })
    expect(lines).toHaveLength(written)
    return lines
  }
  const parse = (lines: readonly string[]) => lines.map((line): Line => JSON.parse(line))
  const count = async (table: string, session: string) => {
    const [row] = await database.query<{ n: number }>(
      `select count(*)::int as n from ${table} where session_id = $1`,
      [session],
    )
    return row?.n ?? 0
  }

  it.each(['website', 'longChat', 'slides', 'storybook'] as const)(
    'has every row of %s, and no credential',
    async (name) => {
      const lines = await exported(sessions[name])
      expect(canaries.filter((canary) => lines.some((line) => line.includes(canary)))).toEqual([])
      const rows = parse(lines)
      expect(rows[0]?.kind).toBe('session')
      const end = rows.at(-1)
      expect(end?.kind).toBe('end')
      for (const [kind, table] of [
        ['message', 'chat_messages'],
        ['event', 'application_events'],
        ['run', 'run_tasks'],
        ['transcript', 'agent_run_messages'],
        ['slide', 'slide_contents'],
        ['storybook', 'storybooks'],
        ['creditTransaction', 'credit_transactions'],
      ] as const) {
        expect(end?.counts?.[kind] ?? 0, kind).toBe(await count(table, sessions[name]))
        expect(rows.filter((row) => row.kind === kind)).toHaveLength(end?.counts?.[kind] ?? 0)
      }
    },
  )

  it('has of a public session what its viewers see, and nothing of another’s private one', async () => {
    const owner = parse(await exported(sessions.publicReport)).at(-1)?.counts ?? {}
    const viewer = parse(await exported(sessions.publicReport, people.maria)).at(-1)?.counts ?? {}
    expect(viewer.message).toBe(owner.message)
    expect(owner.run).toBeGreaterThan(0)
    expect([viewer.run, viewer.transcript, viewer.creditTransaction]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    await expect(exported(sessions.mariaPrivate)).rejects.toThrow('you may not see it')
    await expect(exported('no id')).rejects.toThrow('There is no session')
  })

  it('reads rows that are too large for a page fewer at a time', async () => {
    const text = 'word '.repeat(200_000)
    for (let i = 0; i < 30; i++)
      await database.query(
        `insert into chat_messages (session_id, role, content)
values ($1, 'user', jsonb_build_array(jsonb_build_object('type', 'text', 'text', $2::text)))`,
        [sessions.fresh, text],
      )
    const lines = await exported(sessions.fresh)
    expect(lines.filter((line) => line.length > 900_000)).toHaveLength(30)
  })

  it('is printed by the command, which ends with 1 where there is none', async () => {
    const token = await signTokenFor(people.demo)
    const run = (session: string) =>
      runCommand(['export', session, '--url', gateway.url, '--token', token], {})
    const { code, out, err } = await run(sessions.council)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out.trim().split('\n')).toEqual(await exported(sessions.council))
    expect(await run(sessions.mariaPrivate)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('no session'),
    })
    const { port } = new URL(gateway.url)
    expect(
      await runCommand(['export', sessions.council, '--token', token], { PORT: port }),
      'PORT names the gateway where no address is given',
    ).toEqual({ code, out, err })
  })
})
