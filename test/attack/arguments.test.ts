/** OWASP API1:2023 and API3:2023: ids and texts of another user's rows in every argument of lists and subscriptions. */
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isModel } from '../../src/data/batching/table.ts'
import type { Database } from '../../src/data/database.ts'
import { people, runs, sessions } from '../../src/demo/identities.ts'
import { encodeNodeId } from '../../src/schema/node-id.ts'
import { schema } from '../../src/schema/schema.ts'
import { signTokenFor } from '../support/client.ts'
import { type Asked, createAsk, demoViewer } from '../support/create-ask.ts'
import { deleteInvisibleRows } from '../support/delete-invisible-rows.ts'
import { listOwnKeys } from '../support/mutations.ts'
import { nodeTypes } from '../support/walk.ts'
import { viewers } from '../support/writes.ts'
import { open, startAttackedGateway } from './gateway.ts'
import { transports } from './transports.ts'

const nowhere = '00000000-0000-4000-8000-000000000000'
const samples: Readonly<Record<string, string>> = { DateTime: '"2026-06-01T00:00:00Z"', Int: '1', Float: '1' }

let database: Database
/** The same without the rows that the viewer may not see. */
let without: Database
/** An id of each type, and texts, of the other user. */
const ids = new Map<string, string>()
const texts = [people.maria.email]

beforeAll(async () => {
  database = await open('seeded')
  without = await open('seeded')
  await deleteInvisibleRows(without, demoViewer.id)
  for (const { name } of nodeTypes) {
    // Types whose rows have no owner have no rule.
    const [key] = isModel(name) ? await listOwnKeys(database, name, viewers.maria, 1).catch(() => []) : []
    if (key !== undefined) ids.set(name, key)
  }
  ids.set('Session', sessions.mariaPrivate).set('RunTask', runs.maria).set('User', people.maria.id)
  const named = await database.query<{ text: string }>(
    'select name as text from sessions where id = $1 union all select file_name from user_assets where user_id = $2',
    [sessions.mariaPrivate, people.maria.id],
  )
  texts.push(...named.map(({ text }) => text.slice(0, 6)))
})
afterAll(() => Promise.all([database.close(), without.close()]))

/** Values for an argument, in GraphQL's own notation: for an id or text, each of the other user's. */
function valuesFor(type: GraphQLInputType): string[] {
  const nullable = getNullableType(type)
  if (isListType(nullable)) return valuesFor(nullable.ofType).map((value) => `[${value}]`)
  const named = getNamedType(nullable)
  if (isEnumType(named)) return named.getValues().map(({ name }) => name)
  if (isInputObjectType(named))
    return Object.values(named.getFields()).flatMap(({ name, type }) =>
      valuesFor(type).map((value) => `{ ${name}: ${value} }`),
    )
  if (named.name === 'ID') return [...ids].map(([model, id]) => JSON.stringify(encodeNodeId(model, id)))
  if (named.name === 'String') return texts.map((text) => JSON.stringify(text))
  if (named.name === 'Boolean') return ['true', 'false']
  return [samples[named.name] ?? '"1"']
}

function selectionOf(type: GraphQLNamedType): string {
  if (isLeafType(type)) return ''
  const fields = isObjectType(type) ? type.getFields() : {}
  if (!fields.nodes) return '{ __typename }'
  return `{ ${fields.totalCount ? 'totalCount ' : ''}nodes { __typename } }`
}

/** A field with each value of one argument, and what else it needs. */
function asked(field: GraphQLField<unknown, unknown>, argument: GraphQLArgument): string[] {
  const needed = field.args
    .filter(({ name, type }) => name !== argument.name && isNonNullType(type))
    .map(({ name, type }) => `${name}: ${valuesFor(type)[0]}`)
  return valuesFor(argument.type).map(
    (value) =>
      `${field.name}(${[`${argument.name}: ${value}`, ...needed].join(', ')}) ${selectionOf(getNamedType(field.type))}`,
  )
}

const shown = ({ data, errors }: Asked) => [
  data,
  errors?.map(({ message, path, extensions }) => ({ message, path, code: extensions.code })),
]

describe('what another user’s rows are called by', () => {
  it.each([
    ['Query', '{ FIELD }'],
    ['User', '{ viewer { FIELD } }'],
    ['Session', `{ session(id: "${sessions.website}") { FIELD } }`],
    ['Session', `{ session(id: "${sessions.mariaPublic}") { FIELD } }`],
    ['RunTask', `{ run(id: "${runs.research}") { FIELD } }`],
  ])('finds and counts none of them in any argument of %s: %s', async (typeName, place) => {
    const type = schema.getType(typeName)
    const [ask, askWithout] = [createAsk(database), createAsk(without)]
    const fields = isObjectType(type) ? Object.values(type.getFields()) : []
    const all = fields.flatMap((field) =>
      field.args
        .filter(({ name }) => name !== 'first' && name !== 'last')
        .flatMap((one) => asked(field, one)),
    )
    let answered = 0
    for (const field of all) {
      const query = place.replace('FIELD', field)
      const answer = await ask(demoViewer, query)
      if (!answer.errors) answered += 1
      expect(shown(answer), query).toEqual(shown(await askWithout(demoViewer, query)))
    }
    expect(answered).toBeGreaterThan(all.length / 5)
  })

  it('opens no subscription, as if they did not exist', async () => {
    const gateway = await startAttackedGateway({}, database)
    const token = await signTokenFor(people.demo)
    const fields = Object.values(schema.getSubscriptionType()?.getFields() ?? {})
    const streams = fields.flatMap((field) =>
      field.args
        .filter(({ type }) => getNamedType(type).name === 'ID' && isNonNullType(type))
        .map((argument) => ({ field, argument })),
    )
    expect(streams.length).toBeGreaterThanOrEqual(10)
    const others = [...ids].filter(([model]) => /^(Session|RunTask|User|Project|Storybook)$/.test(model))
    for (const { field, argument } of streams) {
      const ask = (id: string, token?: string) =>
        transports.WebSocket(gateway, {
          query: `subscription { ${field.name}(${argument.name}: ${isListType(getNullableType(argument.type)) ? `["${id}"]` : `"${id}"`}) ${selectionOf(getNamedType(field.type))} }`,
          ...(token !== undefined && { token }),
        })
      const missing = [await ask(nowhere, token), await ask(nowhere)]
      expect(missing.map(({ errors }) => errors?.length)).toEqual([1, 1])
      for (const [, id] of others)
        expect([await ask(id, token), await ask(id)], `${field.name} ${id}`).toEqual(missing)
    }
    await gateway.close()
  })
})
