import {
  buildSchema,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  getIntrospectionQuery,
  parse,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import { AnswerSize } from '../../../src/schema/answer-size.ts'
import { deferLists } from '../../../src/server/execution/deferred-lists.ts'
import { createPlannedExecutor } from '../../../src/server/execution/planned-executor.ts'
import { later, refused, schema } from './failing-schema.ts'

// Whatever graphql-js answers, errors, their places and nulls included, the planned execution must answer too.

const plainOnly = () => {
  throw new Error('left to the plain execution')
}

const queries: Readonly<Record<string, string>> = {
  'plain values': '{ mustNode { id text must mood method m: method(n: 5) __typename } }',
  'values that come later': '{ node { id late lateMust lateSelf { id late } lateTexts } }',
  lists:
    '{ mustNode { texts matrix list { id } mustList { id late } lateList { id } none: list(n: 0) { id } } }',
  'abstract types': `{ mustNode { pet { ... on Cat { name lives } ... on Dog { barks } } named { name __typename ... on Dog { barks } } latePet { __typename ... on Named { name } } } }`,
  'one object of a list that fails': '{ mustNode { pets { __typename ... on Cat { lives } } } }',
  'fields that fail': '{ mustNode { id fails failsLate isError itemsFail badEnum badInt notAList } }',
  'nothing where there must be something':
    '{ mustNode { id mustTexts self { failsMust id } lateSelf { failsLateMust } } }',
  'a null that reaches the root': '{ mustNode { mustSelf { failsMust } } other { id } }',
  'a null that reaches the root late': '{ other { fails } mustNode { lateMustSelf { failsLateMust late } } }',
  'a null in a list': '{ mustNode { list { failsLateMust } mustList { failsMust } } }',
  'items that must not fail': '{ mustNode { mustItemsFail id } }',
  'errors below what is null already':
    '{ node { lateSelf { failsLate lateMustSelf { failsLate failsLateMust } } } }',
  'an object that is none of its type': '{ mustNode { checked { id } unchecked { id } } }',
  'an error at the root': '{ fails mustNode { id } }',
  'fields asked for twice':
    '{ mustNode { self { id } self { text self { id } } ...More } } fragment More on Node { self { self { text } must } }',
  'one name that objects have already':
    '{ mustNode { __proto__: text constructor: id hasOwnProperty: self { __proto__: id } } }',
  introspection: getIntrospectionQuery(),
  'one type':
    '{ __type(name: "Node") { name fields { name type { kind ofType { name } } } } missing: __type(name: "None") { name } }',
  'arguments in the document':
    '{ mustNode { args(where: { among: [1, 2] }, n: 3, mood: BAD) none: args wrong: method(n: null) } }',
  mutations: 'mutation { a: addLate(n: 1) b: add(n: 2) c: addLate(n: 3) fails d: add(n: 4) }',
  'the event of a subscription':
    'subscription { event { id text late self { failsMust id } list { late } fails } fails }',
  'a mutation that must not fail': 'mutation { a: add(n: 1) failsMust b: add(n: 2) }',
}

const withVariables: readonly (readonly [string, Record<string, unknown>])[] = [
  [
    'query ($n: Int!, $where: Where, $mood: Mood = BAD) { mustNode { strict(n: $n) list(n: $n) { args(where: $where, mood: $mood, n: $n) } } }',
    { n: 2, where: { among: [1] } },
  ],
  ['query ($n: Int!) { mustNode { strict(n: $n) } }', {}],
  ['query ($n: Int!) { mustNode { strict(n: $n) } }', { n: 'two' }],
  ['query ($where: Where) { mustNode { args(where: $where) } }', { where: { other: 1, among: ['x', null] } }],
  ['query ($n: Int) { mustNode { strict(n: $n) list { strict(n: $n) } } }', { n: null }],
  [
    'query ($a: Boolean!, $b: Boolean = true) { mustNode { id @skip(if: $a) text @include(if: $b) self @include(if: $a) { id ...F @skip(if: $b) } ... @skip(if: $a) { must } } } fragment F on Node { text }',
    { a: true },
  ],
  [
    'query ($a: Boolean!, $b: Boolean = true) { mustNode { id @skip(if: $a) text @include(if: $b) self @include(if: $a) { id ...F @skip(if: $b) } ... @skip(if: $a) { must } } } fragment F on Node { text }',
    { a: false, b: false },
  ],
]

const deferred = (args: ExecutionArgs) => execute({ ...args, schema: deferLists(args.schema) })

async function bothAnswer(on: GraphQLSchema, text: string, variableValues?: Record<string, unknown>) {
  const document = parse(text)
  const given = () => ({
    schema: on,
    document,
    variableValues,
    contextValue: { sum: 0 },
    rootValue: { id: 'of the event', text: 'text' },
  })
  const planned = createPlannedExecutor(on)(plainOnly)
  const answers: ExecutionResult[] = []
  // Twice: the second time everything is planned.
  for (const executeWith of [execute, planned, planned]) answers.push(await executeWith(given()))
  const [plain, ...others] = answers.map((answer) => JSON.parse(JSON.stringify(answer)))
  for (const other of others) expect(other).toEqual(plain)
  // With promises for items, other errors below the same null may come first, and end the rest.
  const { data, errors = [] }: ExecutionResult = JSON.parse(JSON.stringify(await deferred(given())))
  expect(data).toEqual(plain.data)
  expect(errors.length > 0).toBe(plain.errors !== undefined)
  expect(plain.errors ?? []).toEqual(expect.arrayContaining([...errors]))
  const keys = answers.map((answer) => JSON.stringify(answer.data))
  expect(new Set(keys).size, 'the same order of fields').toBe(1)
  return plain as ExecutionResult
}

describe('planned execution answers as graphql-js does', () => {
  it.each(Object.entries(queries))('%s', async (_name, text) => {
    await bothAnswer(schema, text)
  })

  it.each(withVariables)('%s %j', async (text, variables) => {
    await bothAnswer(schema, text, variables)
  })

  it('distinguishes the cases', async () => {
    const answer = await bothAnswer(schema, queries['a null that reaches the root'] ?? '')
    expect(answer).toMatchObject({ data: null, errors: [{ path: ['mustNode', 'mustSelf', 'failsMust'] }] })
  })

  it('leaves to the plain execution what it does not plan', async () => {
    const planned = createPlannedExecutor(schema)
    const marked = { data: { plain: true } }
    const ask = (text: string, operationName?: string) =>
      planned(() => marked)({ schema, document: parse(text), operationName })
    expect(await ask('query A { __typename } query B { __typename }')).toBe(marked)
    expect(await ask('query A { __typename } query B { __typename }', 'B')).toEqual({
      data: { __typename: 'Query' },
    })
  })

  it('counts the size of an event apart from others in its context', async () => {
    const limits = { objects: 3, errors: 1, responseBytes: 1_000 }
    const contextValue = { answerSize: new AnswerSize(limits) }
    const document = parse('subscription { event { self { id } } }')
    const execute = createPlannedExecutor(schema)(plainOnly)
    const answer = (size?: AnswerSize) => execute({ schema, document, contextValue, rootValue: {} }, size)
    const data = { event: { self: { id: '7' } } }
    for (const _event of [1, 2]) expect(await answer(new AnswerSize(limits))).toEqual({ data })
    expect(await answer()).toEqual({ data })
    expect(await answer()).toMatchObject({ data: null, errors: [{ extensions: { limit: 'objects' } }] })
  })

  it.each([
    ['planned', (on: GraphQLSchema) => createPlannedExecutor(on)(plainOnly)],
    ['graphql-js', () => deferred],
  ])(
    'handles items that fail after a later one has made the whole list null (%s)',
    async (_name, executorOf) => {
      const unhandled: unknown[] = []
      const note = (reason: unknown) => unhandled.push(reason)
      process.on('unhandledRejection', note)
      const late = later(undefined).then(() => {
        throw refused('late')
      })
      const small = buildSchema('type Query { items: [String!] }')
      const rootValue = { items: [late, new Error('at once')] }
      const answer = await executorOf(small)({
        schema: small,
        document: parse('{ items }'),
        rootValue,
      })
      for (let turns = 0; turns < 5; turns += 1) await later(undefined)
      process.off('unhandledRejection', note)
      expect(JSON.parse(JSON.stringify(answer))).toMatchObject({
        data: { items: null },
        errors: [{ message: 'at once' }],
      })
      expect(unhandled).toEqual([])
    },
  )

  it('leaves values of scalars in lists as they are', async () => {
    const small = buildSchema('scalar JSON type Query { items: [[JSON!]!] }')
    const items = [[['a', { b: [1] }]], new Set([{ c: 1 }])]
    const { data } = await deferred({ schema: small, document: parse('{ items }'), rootValue: { items } })
    expect(JSON.stringify(data)).toBe('{"items":[[["a",{"b":[1]}]],[{"c":1}]]}')
  })

  it('plans anew where a document has more plans than are kept', async () => {
    const names = ['a', 'b', 'c', 'd', 'e']
    const document = parse(
      `query (${names.map((name) => `$${name}: Boolean!`)}) { ${names.map((name) => `${name}: __typename @include(if: $${name})`).join(' ')} }`,
    )
    let plain = 0
    const planned = createPlannedExecutor(schema)((args) => {
      plain += 1
      return execute(args)
    })
    for (let n = 0; n < 32; n += 1) {
      const variableValues = Object.fromEntries(names.map((name, i) => [name, ((n >> i) & 1) === 1]))
      const { data } = await planned({ schema, document, variableValues })
      expect(Object.keys(data ?? {})).toEqual(names.filter((name) => variableValues[name]))
    }
    // graphql-js does not count what it makes.
    expect(plain).toBe(0)
  })
})
