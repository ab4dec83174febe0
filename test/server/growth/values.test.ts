/** What clients send as values takes time linear in its length, whether it is taken or refused. */
import {
  type GraphQLError,
  getVariableValues,
  graphqlSync,
  Kind,
  type OperationDefinitionNode,
  parse,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import { schema } from '../../../src/schema/schema.ts'
import { createValueCheck } from '../../../src/server/limits/values.ts'
import { expectWithin, shortest } from '../../support/growth.ts'

const times = <Item>(count: number, item: (i: number) => Item) =>
  Array.from({ length: count }, (_, i) => item(i))
const nested = (levels: number, around: 'list' | 'object'): unknown =>
  times(levels, (i) => i).reduce<unknown>((inner) => (around === 'list' ? [inner] : { a: inner }), 1)

/** Types of variables, and values for them, by a size that goes up to what a body may hold. */
const values: Readonly<Record<string, readonly [type: string, value: (size: number) => unknown]>> = {
  'fields that the input does not have': [
    'SessionFilter',
    (n) => Object.fromEntries(times(n, (i) => [`f${i}`, 1])),
  ],
  'an object where a text belongs': [
    'SessionFilter',
    (n) => ({ nameContains: Object.fromEntries(times(n, (i) => [`f${i}`, 1])) }),
  ],
  'an object where an id belongs': ['ID', (n) => Object.fromEntries(times(n, (i) => [`f${i}`, i]))],
  'a list where an object belongs': ['SessionFilter', (n) => times(n, () => ({ a: 1 }))],
  'a list of a list': ['[ID!]', (n) => nested(n, 'list')],
  'ids that are objects': ['[ID!]', (n) => times(n, () => ({ a: { a: 1 } }))],
  'numbers where ids belong': ['[ID!]', (n) => times(n, () => 1.5)],
  'names that an enum does not have': ['[RunStatus!]', (n) => times(n, (i) => `RUNNIN${i}`)],
  'a long text': ['String', (n) => 'x'.repeat(10 * n)],
  'an object where a date belongs': ['DateTime', (n) => nested(n, 'object')],
  'an object where a number belongs': ['BigInt', (n) => Object.fromEntries(times(n, (i) => [`f${i}`, i]))],
  'JSON with many keys': ['JSON', (n) => Object.fromEntries(times(n, (i) => [`f${i}`, i]))],
  'JSON whose last number is not exact': [
    'JSON',
    (n) => ({ ...Object.fromEntries(times(n, (i) => [`f${i}`, i])), last: 1e300 }),
  ],
  'JSON in JSON': ['JSON', (n) => nested(n, 'object')],
  'JSON of many lists': ['JSON', (n) => times(n, () => [[[1]]])],
  'milestones without what they need': ['[MilestoneInput!]', (n) => times(n, () => ({}))],
  'a field whose name is long': ['SessionFilter', (n) => ({ ['x'.repeat(10 * n)]: 1 })],
}

/** Documents with values, by a size. */
const documents: Readonly<Record<string, (size: number) => string>> = {
  'one variable at many places': (n) =>
    `query ($v: ID!) { ${times(n, (i) => `a${i}: session(id: $v) { id }`).join(' ')} }`,
  'many variables': (n) =>
    `query (${times(n, (i) => `$v${i}: ID! = "x"`).join(' ')}) { ${times(n, (i) => `a${i}: session(id: $v${i}) { id }`).join(' ')} }`,
  'many texts in objects': (n) =>
    `{ viewer { ${times(n, (i) => `a${i}: sessions(filter: { nameContains: "e", forkedFrom: "e" }) { totalCount }`).join(' ')} } }`,
  'a variable in fragments that spread the next twice': (n) =>
    `query ($v: ID!) { ...F0 } ${times(n, (i) => `fragment F${i} on Query { a${i}: session(id: $v) { id } ...F${i + 1} ...F${i + 1} }`).join(' ')} fragment F${n} on Query { __typename }`,
  'many operations with a variable of one name': (n) =>
    times(n, (i) => `query Q${i}($v: ID!) { ...F }`)
      .join(' ')
      .concat(' fragment F on Query { session(id: $v) { id } }'),
}

const operationIn = (text: string) => {
  const document = parse(text)
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION)
  return { document, operation: operation as OperationDefinitionNode }
}

/** Checks and coerces a variable as the gateway does; answers the errors, as a client would get them. */
function take(type: string, value: unknown): string {
  const { document, operation } = operationIn(`query ($v: ${type}) { __typename }`)
  const refused = createValueCheck(schema)(document, operation, { v: value })
  const found: readonly GraphQLError[] = refused
    ? [refused]
    : (getVariableValues(schema, operation.variableDefinitions ?? [], { v: value }, { maxErrors: 50 })
        .errors ?? [])
  return JSON.stringify(found)
}

/** As many fields or items as a body of a million bytes holds. */
const maxItems = 80_000

describe('variables', () => {
  // What is made once for a schema is made before.
  graphqlSync({ schema, source: '{ __typename }' })

  it.each(Object.entries(values))('%s are taken or refused within 50 ms', (_name, [type, value]) => {
    for (const size of [10, 1_000, maxItems]) {
      const given = value(size)
      // The best of some tries: others may be busy on this machine, which only makes times longer.
      expectWithin(
        shortest(8, () => take(type, given), 50),
        50,
      )
      // No error repeats what was sent.
      expect(take(type, given).length).toBeLessThan(20_000)
    }
  })
})

describe('documents', () => {
  const check = (text: string) => {
    const { document, operation } = operationIn(text)
    return () => createValueCheck(schema)(document, operation, { v: 'e' })
  }
  // Each a document of its own, of which nothing is remembered.
  const fastest = (text: string) => Math.min(...times(5, () => shortest(1, check(text))))

  it.each(Object.entries(documents))('%s are checked in linear time', (_name, text) => {
    const ratios: number[] = []
    do ratios.push(fastest(text(800)) / Math.max(fastest(text(400)), 3))
    while (Math.min(...ratios) > 2.5 && ratios.length < 5)
    expect(Math.min(...ratios)).toBeLessThanOrEqual(2.5)
  })
})
