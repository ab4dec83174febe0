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

/** The fields that operations select, as `Type.field`, and whether an answer had a value of them. */
export class FilledFields {
  readonly #fields = new Map<string, boolean>()

  /** Takes in the fields of an operation and, where there is one, its answer. */
  add({ document, definition }: Operation, data: Value = null): void {
    const fragments = new Map(
      document.definitions
        .filter((each): each is FragmentDefinitionNode => each.kind === 'FragmentDefinition')
        .map((each) => [each.name.value, each]),
    )
    const root = schema.getRootType(definition.operation)
    if (root) this.#walk(definition.selectionSet, root, [data], fragments)
  }

  #walk(
    { selections }: SelectionSetNode,
    type: Pick<GraphQLObjectType, 'name' | 'getFields'>,
    values: readonly Value[],
    fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  ): void {
    for (const selection of selections) {
      if (selection.kind !== 'Field') {
        const fragment = selection.kind === 'FragmentSpread' ? fragments.get(selection.name.value) : selection
        const on = fragment?.typeCondition && schema.getType(fragment.typeCondition.name.value)
        const narrowed = isObjectType(on) || isInterfaceType(on) ? on : type
        const within = isObjectType(on) ? values.filter((value) => typenameOf(value) === on.name) : values
        if (fragment) this.#walk(fragment.selectionSet, narrowed, within, fragments)
        continue
      }
      // `__typename` is no field of a type.
      const field = type.getFields()[selection.name.value]
      if (!field) continue
      const key = (selection.alias ?? selection.name).value
      const found = values.flatMap((value) =>
        value && typeof value === 'object' && !Array.isArray(value) ? [value[key] ?? null].flat() : [],
      )
      const name = `${type.name}.${selection.name.value}`
      this.#fields.set(name, this.#fields.get(name) || found.some(isFilled))
      const below = getNamedType(field.type)
      if (selection.selectionSet)
        this.#walk(
          selection.selectionSet,
          isObjectType(below) || isInterfaceType(below) ? below : union(below.name),
          found,
          fragments,
        )
    }
  }

  /** The fields without a value so far, sorted. */
  get empty(): string[] {
    return [...this.#fields]
      .filter(([, filled]) => !filled)
      .map(([name]) => name)
      .sort()
  }

  /** Tells whether an operation selects a field without a value so far, other than the excepted ones. */
  lacks(operation: Operation, excepted: ReadonlySet<string>): boolean {
    const own = new FilledFields()
    own.add(operation)
    return own.empty.some((name) => !this.#fields.get(name) && !excepted.has(name))
  }
}

/** A union has no fields of its own, only `__typename`. */
const union = (name: string) => ({ name, getFields: () => ({}) })
