import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { GraphQLObjectType, GraphQLSchema, GraphQLString, type OperationDefinitionNode, parse } from 'graphql'
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js'
import { createSchema, createYoga } from 'graphql-yoga'
import pg from 'pg'
import { Parser } from 'pg-protocol/dist/parser.js'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { cancel } from '../src/data/cancel.ts'
import '../src/data/row-parser.ts'
import { StatementQuery } from '../src/data/statement-query.ts'
import { schema } from '../src/schema/schema.ts'
import { readSocketProgress } from '../src/server/limits/socket-progress.ts'
import { postgresOnly } from './support/database.ts'
import { measureSocketBuffers } from './support/socket-buffers.ts'

const root = join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

/** The rows of docs/reference/private-interfaces.md: the names of the interfaces, and the file that uses them. */
const rows = [
  ...read('docs/reference/private-interfaces.md').matchAll(/^\| (`.*`) \| [^|]+ \| (src\S+) \|/gm),
].map(([, names = '', file = '']) => ({
  names: [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
  file,
}))

describe('docs/reference/private-interfaces.md', () => {
  const tests = read('test/private-interfaces.test.ts')
  it.each(rows)('names what $file uses, and a test has its name', ({ names, file }) => {
    for (const name of names) expect(read(file)).toMatch(new RegExp(`\\b${name.split('.').at(-1)}\\b`))
    expect(tests).toContain(`it('${names.join(', ')}'`)
  })
  it('has rows', () => expect(rows.length).toBeGreaterThan(5))
})

describe('graphql', () => {
  it('collectFields, collectSubfields', () => {
    const inner = new GraphQLObjectType({ name: 'Inner', fields: { b: { type: GraphQLString } } })
    const query = new GraphQLObjectType({ name: 'Query', fields: { a: { type: inner } } })
    const plain = new GraphQLSchema({ query })
    const [operation] = parse('{ x: a { b } x: a { y: b } a @skip(if: true) { b } }').definitions
    const fields = collectFields(plain, {}, {}, query, (operation as OperationDefinitionNode).selectionSet)
    expect([...fields.keys()]).toEqual(['x'])
    const nodes = fields.get('x') ?? []
    expect([...collectSubfields(plain, {}, {}, inner, nodes).keys()]).toEqual(['b', 'y'])
  })
})

describe('Pothos', () => {
  const user = schema.getType('User') as GraphQLObjectType
  it('pothosExposedField, pothosOriginalResolve', () => {
    const field = user.getFields().databaseId
    expect(field?.extensions.pothosExposedField).toBe('id')
    expect(field?.resolve).toBe(field?.extensions.pothosOriginalResolve)
  })
  it('pothosPrismaSelect', () => {
    // src/schema/columns.ts turns it into columns.
    expect(user.getFields().email?.extensions).toMatchObject({ columns: ['email'] })
    expect(user.getFields().email?.extensions.pothosPrismaSelect).toBeUndefined()
  })
})

describe('graphql-yoga', () => {
  it('body', async () => {
    const yoga = createYoga({
      schema: createSchema({ typeDefs: 'type Query { a: Int }', resolvers: { Query: { a: () => 1 } } }),
      logging: false,
    })
    const server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => yoga(Object.assign(request, { body: Buffer.concat(chunks) }), response))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ a }"}',
    })
    expect(await answer.json()).toEqual({ data: { a: 1 } })
    server.close()
  })
})

describe('pg-protocol', () => {
  it('Parser, handlePacket', () => {
    const values = ['1', 'x'.repeat(200), 'c']
    const fields = values.flatMap((value) => [Buffer.from([0, 0, 0, value.length]), Buffer.from(value)])
    const payload = Buffer.concat([Buffer.from([0, values.length]), ...fields])
    const header = Buffer.from([0x44, 0, 0, 0, payload.length + 4])
    const decode = vi.spyOn(Buffer.prototype, 'toString')
    const onMessage = vi.fn()
    new Parser().parse(Buffer.concat([header, payload]), onMessage)
    const decoded = decode.mock.calls.length
    decode.mockRestore()
    const row = { name: 'dataRow', length: payload.length + 4, fieldCount: 3, fields: values }
    expect(onMessage).toHaveBeenCalledExactlyOnceWith(row)
    expect(decoded).toBe(1)
  })
})

describe('Node.js', () => {
  it('_handle', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
    const [socket] = await once(server, 'connection')
    client.pause()
    const size = 2 * (await measureSocketBuffers()) + 64 * 1_024 * 1_024
    socket.write(Buffer.alloc(size))
    const { sent, unsent } = readSocketProgress(socket)
    expect(sent).toBeLessThan(size)
    expect(sent + unsent).toBe(size)
    client.destroy()
    socket.destroy()
    server.close()
  })
})

for (const { create } of postgresOnly()) {
  describe('pg', () => {
    let client: pg.Client
    let remove: () => Promise<void>
    beforeAll(async () => {
      const { config, ...created } = await create('empty')
      remove = created.remove
      client = new pg.Client({ connectionString: config.databaseUrl })
      await client.connect()
    })
    afterAll(async () => {
      await client.end()
      await remove()
    })
    const connection = () =>
      (client as unknown as { connection: pg.Connection & Record<string, unknown> }).connection

    it('connection.stream', () => {
      expect(connection().stream).toMatchObject({ cork: expect.any(Function), uncork: expect.any(Function) })
    })
    it('dataRow', async () => {
      expect(connection().listeners('dataRow')).toHaveLength(1)
      const seen: { length: number; fields: unknown[] }[] = []
      connection().prependListener('dataRow', (row) => seen.push(row))
      await client.query("select 'one' as a, null as b")
      expect(seen).toMatchObject([{ length: expect.any(Number), fields: ['one', null] }])
      connection().off('dataRow', connection().listeners('dataRow')[0] as () => void)
    })
    it('parsedStatements, submittedNamedStatements, close', async () => {
      await client.query({ name: 'kept', text: 'select 1' })
      expect(connection().parsedStatements).toMatchObject({ kept: 'select 1' })
      expect(connection().submittedNamedStatements).toBeTypeOf('object')
      expect(connection().close).toBeTypeOf('function')
    })
    it('processID, secretKey, cancel', async () => {
      const sleeping = client.query('select pg_sleep(60)')
      const ended = expect(sleeping).rejects.toMatchObject({ code: '57014' })
      await cancel(client, 5_000)
      await ended
    })
    it('_result, _accumulateRows, prepare, handleCommandComplete', async () => {
      const described = vi.spyOn(connection(), 'describe')
      const send = () =>
        new Promise((resolve, reject) => {
          const query = new StatementQuery(
            { name: 'described', text: `select 1 as a, '{"b":2}'::json as b` },
            [],
          )
          client.query(query, (error: Error | null, result: pg.QueryResult) =>
            error ? reject(error) : resolve(result.rows),
          )
        })
      for (let n = 0; n < 2; n += 1) expect(await send()).toEqual([{ a: 1, b: { b: 2 } }])
      expect(described).toHaveBeenCalledTimes(1)
      described.mockRestore()
    })
    it('Client.prototype.query', async () => {
      const query = pg.Client.prototype.query as (this: pg.Client, text: string) => Promise<pg.QueryResult>
      const { rows: found } = await query.call(client, 'select 1 as a')
      expect(found).toEqual([{ a: 1 }])
    })
  })
}
