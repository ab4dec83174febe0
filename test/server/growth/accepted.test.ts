/** No document that is taken, nor one that is refused, holds the event loop for long before it is executed. */
import { type DocumentNode, type GraphQLError, getOperationAST } from 'graphql'
import { createYoga } from 'graphql-yoga'
import { describe, expect, it } from 'vitest'
import { defaultLimits } from '../../../src/config/limits.ts'
import { schema } from '../../../src/schema/schema.ts'
import { createPlannedExecutor } from '../../../src/server/execution/planned-executor.ts'
import { createCost } from '../../../src/server/limits/cost.ts'
import { createLimits } from '../../../src/server/limits/plugin.ts'
import { useValidation } from '../../../src/server/validation.ts'
import { expectWithin } from '../../support/growth.ts'
import { families } from './documents.ts'

const times = (count: number, text: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ')

const below = (depth: number, inside: string) => `${'parent { '.repeat(depth)}${inside}${' }'.repeat(depth)}`

/** More that graphql-js or its rules are slow at. */
const hard: Readonly<Record<string, (size: number) => string>> = {
  ...families,
  'one field again and again': (n) => `{ ${'__typename '.repeat(n)} }`,
  'selections that merge at two levels': (n) => `{ ${times(n / 8, () => `viewer { ${'id '.repeat(5)} }`)} }`,
  'a field with fields again and again': (n) => `{ viewer { ${'sessions { totalCount } '.repeat(n / 4)} } }`,
  'a field with fields again and again, in a fragment that is not used': (n) =>
    `{ __typename } fragment F on User { ${'sessions { totalCount } '.repeat(n / 4)} }`,
  'fields whose arguments differ': (n) =>
    `{ viewer { ${times(n / 9, (i) => `sessions(first: ${i}) { totalCount }`)} } }`,
  'different fields of one alias, in a fragment that is not used': (n) =>
    `{ __typename } fragment F on User { ${'a: id a: email '.repeat(n / 6)} }`,
  'a field again and again, of fragments at several depths that meet': (n) =>
    `{ session(id: "") { ...F0 } } ${times(
      16,
      (i) =>
        `fragment F${i} on Session { ${below(16 - i, 'parent { id } '.repeat(n / 110))} ${i < 15 ? `parent { ...F${i + 1} }` : ''} }`,
    )}`,
  'fragments that meet in one selection': (n) =>
    `{ ${times(n, (i) => `...F${i}`)} } ${times(n, (i) => `fragment F${i} on Query { viewer { id } }`)}`,
  'fragments in a ring': (n) =>
    `{ ...F0 } ${times(n, (i) => `fragment F${i} on Query { ...F${(i + 1) % n} ...F${(i + 2) % n} }`)}`,
  'fields that are not there, on many lines': (n) => `${'\n'.repeat(12 * n)}{ ${times(n, (i) => `n${i}`)} }`,
  'types that are not there': (n) => `{ node(id: "") { ${times(n, (i) => `... on Sessiom${i} { id }`)} } }`,
  'arguments that are not there': (n) =>
    `{ viewer { sessions(${times(n, (i) => `firsx${i}: 1`)}) { totalCount } } }`,
  'fields of an input that are not there': (n) =>
    `{ viewer { sessions(filter: { ${times(n, (i) => `a${i}: 1`)} }) { totalCount } } }`,
  'values of an enum that are not there': (n) =>
    `{ ${times(n, (i) => `viewer { sessions(orderBy: NEWESD_${i}) { totalCount } }`)} }`,
  'variables that are not used': (n) => `query (${times(n, (i) => `$v${i}: Int = ${i}`)}) { __typename }`,
  'variables that are not declared': (n) => `{ ${times(n, (i) => `node(id: $v${i}) { id }`)} }`,
  'operations that share a fragment': (n) =>
    `${times(n, (i) => `query Q${i} { ...F }`)} fragment F on Query { ${times(n, (i) => `a: __typename @include(if: $v${i})`)} }`,
  'a list in a list': (n) => `{ nodes(ids: ${'['.repeat(n)}${']'.repeat(n)}) { id } }`,
  'a list that is not closed': (n) => `{ nodes(ids: ${'['.repeat(n)}`,
  'an object in an object': (n) =>
    `{ viewer { sessions(filter: ${'{ a: '.repeat(n)}1${' }'.repeat(n)}) { totalCount } } }`,
  'a text of many escapes': (n) => `{ node(id: "${'\\u0041'.repeat(2 * n)}") { id } }`,
  'a comment': (n) => `{ __typename } #${'x'.repeat(12 * n)}`,
}

const open = (text: string) => {
  const yoga = createYoga({
    schema,
    logging: false,
    parserAndValidationCache: false,
    plugins: [
      createLimits(createCost(schema), defaultLimits, () => false).useTextLimits,
      useValidation({ introspection: true }),
    ],
  })
  const { parse, validate } = yoga.getEnveloped({})
  const document: DocumentNode = parse(text)
  const errors = validate(schema, document) as readonly GraphQLError[]
  if (errors.length > 0) throw errors[0]
  const [first] = document.definitions.flatMap((one) => ('operation' in one ? [one] : []))
  const operationName = first?.name?.value
  if (!getOperationAST(document, operationName)) throw new Error('There is no operation to run.')
  const plain = () => ({ data: null })
  void createPlannedExecutor(schema)(plain)({
    schema,
    document,
    operationName,
    contextValue: { viewer: null },
  })
}

/** Milliseconds of the processor, and what became of the document. */
function handle(text: string): { ms: number; outcome: string } {
  const since = process.cpuUsage()
  let outcome = 'taken'
  try {
    open(text)
  } catch (error) {
    outcome = (error as Error).message
  }
  const { user, system } = process.cpuUsage(since)
  return { ms: (user + system) / 1_000, outcome }
}

describe.each(Object.entries(hard))('%s', (_name, text) => {
  it.each([25, 100, 140, 300, 900, 1_900, 3_800])('in size %i takes at most 50 ms', (size) => {
    const runs: { ms: number; outcome: string }[] = []
    // Others may be busy on this machine, which only makes times longer: one undisturbed run is enough.
    do runs.push(handle(text(size)))
    while (runs.length < 3 || (runs.length < 8 && Math.min(...runs.map(({ ms }) => ms)) > 50))
    expectWithin(Math.min(...runs.map(({ ms }) => ms)), 50)
    for (const { outcome } of runs) expect(outcome).not.toContain('call stack')
  })
})
