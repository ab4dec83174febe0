/**
 * OWASP API3:2023: every field that a stranger reads anything of by way of a public session is in shared-fields.txt. A new
 * field is put there on purpose, or hidden.
 */
import { readFileSync } from 'node:fs'
import {
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { people, sessions } from '../../src/demo/identities.ts'
import { schema } from '../../src/schema/schema.ts'
import { tokenFor } from '../support/client.ts'
import type { TestGateway } from '../support/gateway.ts'
import { attacked } from './gateway.ts'

const maxDepth = 3
const shared = readFileSync('test/attack/shared-fields.txt', 'utf8').trim().split('\n')
const publicSessions = [sessions.publicReport, sessions.pictureSlides]

/** Selects everything below a field that needs no arguments: leaves, and objects that are not around them already. */
function selectionOf(field: GraphQLField<unknown, unknown>, around: readonly string[]): string {
  const type = getNamedType(field.type)
  const page = field.args.some(({ name }) => name === 'first') ? '(first: 3)' : ''
  if (isLeafType(type)) return field.name
  if (!isObjectType(type)) return `${field.name}${page} { __typename }`
  const isDeep = around.length > maxDepth
  const inner = Object.values(type.getFields()).filter((one) => {
    const below = getNamedType(one.type)
    const isNew = !around.includes(below.name) && one.name !== 'edges'
    return !one.args.some(isRequiredArgument) && (isLeafType(below) || (isNew && !isDeep))
  })
  const names = inner.map((one) => selectionOf(one, [...around, type.name]))
  return `${field.name}${page} { ${['__typename', ...names].join(' ')} }`
}

/** False for null, false, zero, an empty text, and lists and objects of nothing else. */
function hasValue(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return Boolean(value)
  return Object.entries(value).some(([name, inner]) => name !== '__typename' && hasValue(inner))
}

/** The fields of objects in an answer that have a value, as `Type.field`. */
function valuedFields(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap(valuedFields)
  const { __typename: type, ...fields } = value as Record<string, unknown>
  return Object.entries(fields).flatMap(([name, inner]) =>
    type && hasValue(inner) ? [`${type}.${name}`, ...valuedFields(inner)] : [],
  )
}

let gateway: TestGateway
beforeAll(async () => {
  const limits = { MAX_COST: '1000000', MAX_TOKENS: '100000', MAX_DOCUMENT_LENGTH: '1000000' }
  gateway = await attacked(limits)
})
afterAll(() => gateway.close())

async function fieldsReadWith(token?: string): Promise<Set<string>> {
  const { Session } = schema.getTypeMap()
  const fields = Object.values((Session as GraphQLObjectType).getFields())
  const found = new Set<string>()
  for (const id of publicSessions)
    for (const field of fields.filter(({ args }) => !args.some(isRequiredArgument))) {
      const query = `{ session(id: "${id}") { __typename ${selectionOf(field, ['Session'])} } }`
      const { data, errors } = await gateway.ask<{ session: unknown }>(query, { token })
      expect(errors, field.name).toBeUndefined()
      for (const name of valuedFields(data?.session)) found.add(name)
    }
  return found
}

it('strangers read of a public session what is in the list, and nothing else', async () => {
  const nobodys = await fieldsReadWith()
  const users = await fieldsReadWith(await tokenFor(people.maria))
  // What is everybody's own only once they are signed in, such as the models of the platform.
  const further = [...users].filter((name) => !nobodys.has(name)).map((name) => `${name} (signed in)`)
  expect([...nobodys, ...further].toSorted()).toEqual(shared)
})
