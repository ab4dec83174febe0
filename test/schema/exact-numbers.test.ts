import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { people, sessions } from '../../src/demo/identities.ts'
import { adminViewer, createAsk, demoViewer } from '../support/create-ask.ts'
import { testDatabases } from '../support/database.ts'

describe.each(testDatabases)('numbers, on $kind', ({ open }) => {
  let database: Database
  let ask: ReturnType<typeof createAsk>
  beforeAll(async () => {
    database = await open('seeded')
    ask = createAsk(database)
  })
  afterAll(() => database.close())

  const grant = (amount: string) => `mutation ${amount === '$amount' ? '($amount: Decimal!)' : ''} {
  grantCredits(input: { user: "${people.maria.id}", amount: ${amount}, description: "x" }) {
    __typename ... on GrantCreditsSuccess { transaction { amount } } ... on ValidationError { issues { path message } }
  }
}`
  const amountOf = async (literal: string, amount?: unknown) => {
    const { data, errors } = await ask<{ grantCredits: { transaction?: { amount: string } } }>(
      adminViewer,
      grant(literal),
      { amount },
    )
    return errors ? errors.map(({ extensions }) => extensions.code) : data?.grantCredits.transaction?.amount
  }

  it.each(['12345678901.123456', '"12345678901.123456"', '9', '0.000001', '0.10'])(
    'the literal %s is a Decimal to its last digit',
    async (literal) => {
      const text = literal.replaceAll('"', '')
      expect(Number(await amountOf(literal))).toBe(Number(text))
      expect(String(await amountOf(literal))).toContain(text)
    },
  )

  it.each([
    [12.5, '12.5'],
    ['12345678901.123456', '12345678901.123456'],
    [12345678901.1234, '12345678901.1234'],
  ])('the variable %j is a Decimal to its last digit', async (value, text) => {
    expect(String(await amountOf('$amount', value))).toContain(text)
  })

  it.each([...['12345678901.123456', '9007199254740993'].map(Number), 1e21, ['5'], { a: 1 }, true, 1e-7])(
    'the variable %j is refused as a Decimal',
    async (value) => {
      expect(await amountOf('$amount', value)).toEqual(['BAD_USER_INPUT'])
    },
  )

  it.each(['["5"]', '{ a: 5 }', 'true', '1e3'])('the literal %s is refused as a Decimal', async (literal) => {
    expect(await amountOf(literal)).toEqual(['BAD_USER_INPUT'])
  })

  describe('of 64 bits', () => {
    const rename = (version: string) => `mutation ${version === '$version' ? '($version: BigInt)' : ''} {
  renameSession(input: { id: "${sessions.website}", name: "x", expectedVersion: ${version} }) {
    __typename ... on VersionConflictError { currentVersion }
  }
}`
    beforeAll(() =>
      database.query('update sessions set version = 9007199254740992 where id = $1', [sessions.website]),
    )

    it.each(['9007199254740993', '"9007199254740993"'])(
      'hold a lock where the literal is %s',
      async (literal) => {
        const { data } = await ask(demoViewer, rename(literal))
        expect(data?.renameSession).toMatchObject({
          __typename: 'VersionConflictError',
          currentVersion: '9007199254740992',
        })
      },
    )

    it.each([2 ** 53, ['1'], 1.5, true])('are refused where the variable is %j', async (version) => {
      const { errors } = await ask(demoViewer, rename('$version'), { version })
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
    })
  })

  describe('in JSON', () => {
    const log = (data: string) => `mutation ($run: ID!${data === '$data' ? ', $data: JSON!' : ''}) {
  appendRunLog(input: { runId: $run, data: ${data} }) {
    __typename ... on AppendRunLogSuccess { log { data } }
  }
}`
    let run: string
    beforeAll(async () => {
      const [row] = await database.query<{ id: string }>(
        `insert into run_tasks (id, session_id, task_type, status)
values (gen_random_uuid(), $1, 'media_generation', 'running') returning id::text`,
        [sessions.fresh],
      )
      run = row?.id ?? ''
    })

    it.each([
      ['{ id: 750727362669608961 }', '`id`'],
      ['{ list: [1, { deep: 1e400 }] }', '`list.1.deep`'],
      ['{ x: 0.12345678901234567890 }', '`x`'],
    ])('the literal %s is refused, and its place is told', async (literal, path) => {
      const { errors } = await ask(demoViewer, log(literal), { run, data: {} })
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
      expect(errors?.[0]?.message).toContain(path)
    })

    it.each([
      ['{"id": 750727362669608961}', '`id`'],
      ['{"list": [1, {"deep": 1e400}]}', '`list.1.deep`'],
      [`{"deep": ${'['.repeat(100)}${']'.repeat(100)}}`, 'levels deep'],
    ])('the variable %s is refused, and its place is told', async (json, path) => {
      const { errors } = await ask(demoViewer, log('$data'), { run, data: JSON.parse(json) })
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
      expect(errors?.[0]?.message).toContain(path)
    })

    it('are kept where JavaScript holds them', async () => {
      const data = {
        id: 9007199254740991,
        list: [0.1, -1e-7, 0.30000000000000004],
        id2: '750727362669608961',
      }
      const { data: answer, errors } = await ask(demoViewer, log('$data'), { run, data })
      expect(errors).toBeUndefined()
      expect(answer?.appendRunLog).toMatchObject({ log: { data } })
    })

    it('that other programs wrote come with all of their digits', async () => {
      await database.query(
        `insert into task_logs (task_id, status, data) values ($1, 'running', '{"id": 750727362669608961, "size": 1e400}')`,
        [run],
      )
      const { data } = await ask<{ run: { logs: { edges: { node: { data: unknown } }[] } } }>(
        demoViewer,
        'query ($run: ID!) { run(id: $run) { logs(last: 1) { edges { node { data } } } } }',
        { run },
      )
      expect(data?.run.logs.edges[0]?.node.data).toEqual({
        id: '750727362669608961',
        size: `1${'0'.repeat(400)}`,
      })
    })
  })

  it('beyond Int are an error of their field alone', async () => {
    const [slide] = await database.query<{ id: string }>(
      `update slide_contents set slide_number = 3000000000 where id = (select c.id from slide_contents c
join sessions s on s.id = c.session_id where s.user_id = $1 limit 1) returning id::text, session_id::text as session`,
      [demoViewer.id],
    )
    const { data, errors } = await ask<{ viewer: { sessions: unknown } }>(
      demoViewer,
      `{ viewer { email sessions(first: 100) { nodes { presentations { slides { databaseId slideNumber slideTitle } } } } } }`,
    )
    expect(data?.viewer).toMatchObject({ email: demoViewer.email })
    expect(JSON.stringify(data)).toContain(`{"databaseId":"${slide?.id}","slideNumber":null,"slideTitle":`)
    expect(errors).toHaveLength(1)
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('3000000000'),
      extensions: { code: 'VALUE_OUT_OF_RANGE' },
    })
    expect(errors?.[0]?.path?.at(-1)).toBe('slideNumber')
  })
})
