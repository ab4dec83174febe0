/** Every walk over a document takes time linear in its length, however its fragments refer to each other. */
import { type DocumentNode, type FieldNode, type GraphQLObjectType, Kind, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { schema } from '../../../src/schema/schema.ts'
import {
  getRequestedPageInfo,
  requiredColumns,
  requiredColumnsOfField,
} from '../../../src/schema/selection.ts'
import { createPlannedExecutor } from '../../../src/server/execution/planned-executor.ts'
import { createCost } from '../../../src/server/limits/cost.ts'
import { measure } from '../../../src/server/limits/measure.ts'
import { createValueCheck } from '../../../src/server/limits/values.ts'
import { describeOperation, selectOperation } from '../../../src/server/operation.ts'
import { asksForPrimary } from '../../../src/server/replicas.ts'
import { findStartVariable } from '../../../src/server/subscriptions/plugin.ts'
import { expectWithin } from '../../support/growth.ts'
import { families } from './documents.ts'

/** The root field of the first operation, as its resolver receives it. */
function infoOf(document: DocumentNode) {
  const fragments = Object.create(null)
  for (const one of document.definitions)
    if (one.kind === Kind.FRAGMENT_DEFINITION) fragments[one.name.value] = one
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION)
  const fieldNodes = (operation?.selectionSet.selections ?? []) as readonly FieldNode[]
  return { fieldNodes, fragments, schema }
}

const connectionIn = (document: DocumentNode) => {
  const info = infoOf(document)
  const [connection] = (info.fieldNodes[0]?.selectionSet?.selections ?? []) as readonly FieldNode[]
  return connection?.name?.value === 'forks' ? { ...info, fieldNodes: [connection] } : info
}
const session = schema.getType('Session') as GraphQLObjectType
const nameIn = (document: DocumentNode) => {
  const [first, ...others] = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION)
  return others.length > 0 ? first?.name?.value : undefined
}
const operationIn = (document: DocumentNode) => {
  const operation = selectOperation({ document, operationName: nameIn(document) })
  if (!operation) throw new Error('no operation')
  return operation
}
const refuse = () => {
  throw new Error('left to graphql-js')
}
/** Nobody is signed in, and there is no database: what is selected is planned, and then fails. */
const contextValue = { viewer: null }

const walks: Readonly<Record<string, (document: DocumentNode) => unknown>> = {
  measure,
  cost: (document) => createCost(schema)(document, operationIn(document), {}),
  'the columns of a row': (document) => requiredColumns(infoOf(document), 'Session'),
  'the columns of nodes': (document) => requiredColumns(connectionIn(document), 'Session', 'nodes'),
  'the columns below a field': (document) =>
    requiredColumnsOfField(infoOf(document), session, 'parent', 'Session'),
  'the fields of pageInfo': (document) => getRequestedPageInfo(connectionIn(document)),
  'the plan of an operation': (document) =>
    createPlannedExecutor(schema)(refuse)({
      schema,
      document,
      operationName: nameIn(document),
      contextValue,
    }),
  'what replicas look at': (document) => asksForPrimary(document, schema),
  'the name of an operation': (document) => describeOperation(operationIn(document)),
  'the values of an operation': (document) => createValueCheck(schema)(document, operationIn(document), {}),
  'the start of a subscription': (document) => findStartVariable(document),
}

/** A time of the processor that a walk takes, in milliseconds; of a document that nobody walked over before. */
function timeOf(walk: (document: DocumentNode) => unknown, text: string): number {
  const document = parse(text)
  const since = process.cpuUsage()
  walk(document)
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1_000
}

/** The shortest of several times; of fewer if one is at most `enough`, since more could only be shorter. */
function fastest(
  walk: (document: DocumentNode) => unknown,
  text: string,
  { rounds, enough }: { readonly rounds: number; readonly enough: number },
): number {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds && best > enough; round += 1) best = Math.min(best, timeOf(walk, text))
  return best
}

/** Below this, times are of the clock and of the collector, and not of the walk. */
const noiseMs = 3

describe.each(Object.entries(families))('%s', (_family, text) => {
  it.each(Object.entries(walks))('%s takes at most 2.5 times as long for twice as much', (_walk, walk) => {
    // What doubles with each fragment fails here, and not after years.
    expectWithin(fastest(walk, text(20), { rounds: 2, enough: 50 }), 50)
    let best = Number.POSITIVE_INFINITY
    // Others may be busy on this machine, which only makes times longer: one undisturbed run is enough.
    for (let attempt = 0; attempt < 20 && best > 2.5; attempt += 1) {
      const once = Math.max(fastest(walk, text(400), { rounds: 5, enough: 0 }), noiseMs)
      best = Math.min(best, fastest(walk, text(800), { rounds: 5, enough: 2.5 * once }) / once)
    }
    expect(best).toBeLessThanOrEqual(2.5)
  })
})
