import { type GraphQLNamedType, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql'
import { describe, expect, it } from 'vitest'
import { schema } from '../../src/schema/schema.ts'

type Described = { readonly name: string; readonly description?: string | null }

function* partsOf(type: GraphQLNamedType): Generator<[coordinate: string, part: Described]> {
  yield [type.name, type]
  if (isEnumType(type)) for (const value of type.getValues()) yield [`${type.name}.${value.name}`, value]
  if (isInputObjectType(type) || isObjectType(type) || isInterfaceType(type)) {
    for (const field of Object.values(type.getFields())) {
      yield [`${type.name}.${field.name}`, field]
      for (const argument of 'args' in field ? field.args : []) {
        yield [`${type.name}.${field.name}(${argument.name}:)`, argument]
      }
    }
  }
}

const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'))

/** Arguments of the connection specification, which are described alike on every connection. */
const ofConnections = new Set(['first', 'after', 'last', 'before'])

describe('descriptions of the schema', () => {
  it.each(types.map(({ name }) => name))('%s and its parts are described', (name) => {
    const type = types.find((one) => one.name === name) as GraphQLNamedType
    const bare = [...partsOf(type)].filter(([, part]) => !part.description)
    expect(bare.map(([coordinate]) => coordinate)).toEqual([])
  })

  it('no description occurs more than ten times, but those of connection arguments', () => {
    const counts = new Map<string, number>()
    for (const type of types)
      for (const [, { name, description }] of partsOf(type))
        if (description && !ofConnections.has(name))
          counts.set(description, (counts.get(description) ?? 0) + 1)
    expect([...counts].filter(([, count]) => count > 10)).toEqual([])
  })

  it('no description only repeats the names of the field and its type', () => {
    const words = (name: string) => name.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase()
    const repeated = types.flatMap((type) =>
      [...partsOf(type)].filter(([, { name, description }]) => {
        const text = description?.toLowerCase() ?? ''
        return text === `the ${words(name)} of the ${words(type.name)}.` || text === `the ${words(name)}.`
      }),
    )
    expect(repeated.map(([coordinate]) => coordinate)).toEqual([])
  })

  it('no description shows the marks of columns', () => {
    const marked = types
      .flatMap((type) => [...partsOf(type)])
      .filter(([, part]) => part.description?.includes('@'))
    expect(marked.filter(([, part]) => /@(secret|internal|heavy)/.test(part.description ?? ''))).toEqual([])
  })

  it('deprecated fields name the reason and the replacement', () => {
    for (const type of types) {
      for (const [coordinate, part] of partsOf(type)) {
        if ('deprecationReason' in part && part.deprecationReason != null) {
          expect(part.deprecationReason, coordinate).not.toBe('No longer supported')
        }
      }
    }
  })
})
