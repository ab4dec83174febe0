import {
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  print,
  type SelectionSetNode,
  visit,
} from 'graphql'
import { schema } from '../../src/schema/schema.ts'
import type { Operation } from '../support/operations.ts'

/** A value of an answer. */
export type Value = null | string | number | boolean | Value[] | { [key: string]: Value }

const isFilled = (value: Value | undefined): boolean =>
  Array.isArray(value) ? value.some(isFilled) : value !== null && value !== undefined && value !== ''

const typenameOf = (value: Value): Value =>
  value && typeof value === 'object' && !Array.isArray(value) ? (value.__typename ?? null) : null

/** The text of an operation that also asks for the type of each object, which tells whose fields they are. */
export const withTypenames = ({ document }: Operation): string =>
  print(
    visit(document, {
      SelectionSet: (node, _key, parent) =>
        parent && 'kind' in parent && parent.kind === 'OperationDefinition'
          ? undefined
          : { ...node, selections: [typename, ...node.selections] },
    }),
  )

const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const

/** A field where an operation selects it. */
export type Selected = {
  /** The operation and the path of response keys, such as `sessions/home viewer.pins.nodes`. */
  readonly path: string
  /** The field as `Type.field`. */
  readonly field: string
}

/** The fields that operations select, each where it is selected, and whether an answer had a value there. */
export class FilledFields {
  readonly #fields = new Map<string, Selected & { isFilled: boolean }>()

  /** Takes in the fields of an operation and, where there is one, its answer. */
  add({ name, document, definition }: Operation, data: Value = null): void {
    const fragments = new Map(
      document.definitions
        .filter((each): each is FragmentDefinitionNode => each.kind === 'FragmentDefinition')
        .map((each) => [each.name.value, each]),
    )
    const root = schema.getRootType(definition.operation)
    if (root) this.#walk(definition.selectionSet, root, [data], fragments, `${name} `)
  }

  #walk(
    { selections }: SelectionSetNode,
    type: Pick<GraphQLObjectType, 'name' | 'getFields'>,
    values: readonly Value[],
    fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    prefix: string,
  ): void {
    for (const selection of selections) {
      if (selection.kind !== 'Field') {
        const fragment = selection.kind === 'FragmentSpread' ? fragments.get(selection.name.value) : selection
        const on = fragment?.typeCondition && schema.getType(fragment.typeCondition.name.value)
        const narrowed = isObjectType(on) || isInterfaceType(on) ? on : type
        const within = isObjectType(on) ? values.filter((value) => typenameOf(value) === on.name) : values
        if (fragment) this.#walk(fragment.selectionSet, narrowed, within, fragments, prefix)
        continue
      }
      // `__typename` is no field of a type.
      const field = type.getFields()[selection.name.value]
      if (!field) continue
      const key = (selection.alias ?? selection.name).value
      // A list, or the lists that a subscription delivered one after the other.
      const found = values.flatMap((value) =>
        value && typeof value === 'object' && !Array.isArray(value) ? [value[key] ?? null].flat(2) : [],
      )
      // Types of a union may select different fields under one key.
      const [path, name] = [`${prefix}${key}`, `${type.name}.${selection.name.value}`]
      const known = this.#fields.get(`${path} ${name}`)
      const isFilledNow = known?.isFilled || found.some(isFilled)
      this.#fields.set(`${path} ${name}`, { path, field: name, isFilled: isFilledNow })
      const below = getNamedType(field.type)
      if (selection.selectionSet)
        this.#walk(
          selection.selectionSet,
          isObjectType(below) || isInterfaceType(below) ? below : union(below.name),
          found,
          fragments,
          `${path}.`,
        )
    }
  }

  /** The fields without a value so far, of one operation where it is named, sorted by path. */
  empty(operation?: Operation): Selected[] {
    return [...this.#fields.values()]
      .filter(({ path, isFilled }) => !isFilled && (!operation || path.startsWith(`${operation.name} `)))
      .map(({ path, field }) => ({ path, field }))
      .sort((a, b) => (a.path < b.path ? -1 : 1))
  }
}

/** A union has no fields of its own, only `__typename`. */
const union = (name: string) => ({ name, getFields: () => ({}) })
