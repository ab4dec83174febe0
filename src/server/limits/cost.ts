import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  type InlineFragmentNode,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql'
import { defaultPageSize, maxPageSize } from '../../schema/connection.ts'

type Variables = Readonly<Record<string, unknown>>
/** One evaluation, with cached results of fragments, which may be spread often. */
type Evaluation = { readonly variables: Variables; readonly known: Map<object, number> }
type Evaluate = (evaluation: Evaluation) => number
/** The cost of a selection: once, and, in a connection, per row of the page. */
type Cost = { readonly once: Evaluate; readonly each: Evaluate }

type Counts = ReadonlyMap<string, number>

/** Assumed length of an unpaginated list whose field does not declare one (`listSize`). */
const defaultListLength = 10
/** Cost of counting a list, which may read all of it. */
const countCost = 10
/** A single introspection of the whole schema is about as large as a response of this cost. */
const introspectionCost = 2_000

const nothing: Evaluate = () => 0
const free: Cost = { once: nothing, each: nothing }

/** Returns the cost of an operation with its variables. */
export type CostOf = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables?: Variables | null,
) => number

/**
 * Computes the cost of an operation: one per object in its response, with list lengths by the actual
 * variables. Fields excluded by `@skip` or `@include` count too. The schema is walked once per document.
 */
export function createCost(schema: GraphQLSchema): CostOf {
  const known = new WeakMap<OperationDefinitionNode, Evaluate>()
  return (document, operation, variables) => {
    let cost = known.get(operation)
    if (!cost) {
      cost = new CostCompiler(schema, document, operation).compile()
      known.set(operation, cost)
    }
    return Math.max(1, cost({ variables: variables ?? {}, known: new Map() }))
  }
}

/** Compiles the cost of one operation. */
class CostCompiler {
  readonly #schema: GraphQLSchema
  readonly #operation: OperationDefinitionNode
  readonly #defaults: ReadonlyMap<string, ValueNode | undefined>
  readonly #fragments = new Map<string, FragmentDefinitionNode>()
  readonly #fragmentCosts = new Map<string, Cost>()
  readonly #fieldCounts = new Map<string, Counts>()

  constructor(schema: GraphQLSchema, { definitions }: DocumentNode, operation: OperationDefinitionNode) {
    this.#schema = schema
    this.#operation = operation
    this.#defaults = new Map(
      operation.variableDefinitions?.map(({ variable, defaultValue }) => [variable.name.value, defaultValue]),
    )
    for (const one of definitions)
      if (one.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(one.name.value, one)
  }

  compile(): Evaluate {
    const root = this.#schema.getRootType(this.#operation.operation)
    return this.#compileSelection(this.#operation.selectionSet, root ?? undefined).once
  }

  #compileFragment(name: string): Cost {
    const known = this.#fragmentCosts.get(name)
    if (known) return known
    const fragment = this.#fragments.get(name)
    if (!fragment) return free
    let content = free
    const cost = {
      once: memoizeInEvaluation((evaluation) => content.once(evaluation)),
      each: memoizeInEvaluation((evaluation) => content.each(evaluation)),
    }
    this.#fragmentCosts.set(name, cost)
    content = this.#compileSelection(
      fragment.selectionSet,
      this.#schema.getType(fragment.typeCondition.name.value),
    )
    return cost
  }

  /** Counts how often an introspection selects each field, aliases and nested selections included. */
  #countFields(selection: SelectionSetNode | undefined): Counts {
    const counts = new Map<string, number>()
    const add = (name: string, times: number) => counts.set(name, (counts.get(name) ?? 0) + times)
    for (const one of selection?.selections ?? []) {
      if (one.kind === Kind.FIELD) add(one.name.value, countRepetitions(this.#countFields(one.selectionSet)))
      else for (const [name, times] of this.#countFieldsOfPart(one)) add(name, times)
    }
    return counts
  }

  #countFieldsOfPart(part: FragmentSpreadNode | InlineFragmentNode): Counts {
    if (part.kind === Kind.INLINE_FRAGMENT) return this.#countFields(part.selectionSet)
    const fragment = this.#fragments.get(part.name.value)
    const known = this.#fieldCounts.get(part.name.value) ?? this.#countFields(fragment?.selectionSet)
    this.#fieldCounts.set(part.name.value, known)
    return known
  }

  #compileSelection({ selections }: SelectionSetNode, type: GraphQLNamedType | undefined): Cost {
    const parts: Cost[] = []
    // A loop, as the frames of a callback would lower the depth at which nested fragments fill the stack from 1,200 to 800.
    for (const one of selections) {
      if (one.kind === Kind.FIELD) parts.push(this.#compileField(one, type))
      else if (one.kind === Kind.FRAGMENT_SPREAD) parts.push(this.#compileFragment(one.name.value))
      else {
        const condition = one.typeCondition?.name.value
        parts.push(
          this.#compileSelection(one.selectionSet, condition ? this.#schema.getType(condition) : type),
        )
      }
    }
    return { once: sum(parts.map((part) => part.once)), each: sum(parts.map((part) => part.each)) }
  }

  #compileField(node: FieldNode, type: GraphQLNamedType | undefined): Cost {
    const name = node.name.value
    if (name === '__schema' || name === '__type') return this.#compileIntrospection(node)
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined
    if (!type || !field) return free
    const inConnection = type.name.endsWith('Connection')
    const returned = getNamedType(field.type)
    if (!isCompositeType(returned)) {
      return inConnection && name === 'totalCount' ? { ...free, once: () => countCost } : free
    }
    const content = node.selectionSet ? this.#compileSelection(node.selectionSet, returned) : free
    // An edge and its node count as one object.
    const itself = type.name.endsWith('Edge') && name === 'node' ? 0 : 1
    const object: Evaluate = (evaluation) => itself + content.once(evaluation)
    if (inConnection && (name === 'nodes' || name === 'edges')) return { once: nothing, each: object }
    if (returned.name.endsWith('Connection')) {
      const size = this.#compilePageSize(node)
      return {
        ...free,
        once: (evaluation) => object(evaluation) + size(evaluation) * content.each(evaluation),
      }
    }
    if (!isListType(getNullableType(field.type))) return { ...free, once: object }
    const length = this.#compileListLength(node, field.extensions.listSize)
    return { ...free, once: (evaluation) => length(evaluation) * object(evaluation) }
  }

  #compileIntrospection({ selectionSet }: FieldNode): Cost {
    const cost = introspectionCost * countRepetitions(this.#countFields(selectionSet))
    return { ...free, once: () => cost }
  }

  /** Returns a function for an argument's value: the literal, the variable or its default; undefined if absent. */
  #compileArgument(node: FieldNode, name: string): (evaluation: Evaluation) => unknown {
    const given = node.arguments?.find((one) => one.name.value === name)?.value
    if (given?.kind !== Kind.VARIABLE) return () => given && toPlainValue(given)
    const variable = given.name.value
    const fallback = this.#defaults.get(variable)
    // A default replaces an absent variable, but not a null one.
    return ({ variables }) => {
      if (Object.hasOwn(variables, variable)) return variables[variable]
      return fallback && toPlainValue(fallback)
    }
  }

  #compilePageSize(node: FieldNode): Evaluate {
    const [first, last] = [this.#compileArgument(node, 'first'), this.#compileArgument(node, 'last')]
    return (evaluation) => {
      const size = Number(first(evaluation) ?? last(evaluation) ?? defaultPageSize)
      // The field itself rejects an invalid size.
      return size >= 0 && size <= maxPageSize ? Math.max(size, 1) : maxPageSize
    }
  }

  #compileListLength(node: FieldNode, expected: unknown): Evaluate {
    const ids = this.#compileArgument(node, 'ids')
    const length = typeof expected === 'number' ? expected : defaultListLength
    return (evaluation) => {
      const given = ids(evaluation)
      return Array.isArray(given) ? given.length : length
    }
  }
}

function countRepetitions(counts: Counts): number {
  return Math.max(1, ...counts.values())
}

function sum(parts: readonly Evaluate[]): Evaluate {
  const costly = parts.filter((part) => part !== nothing)
  if (costly.length === 0) return nothing
  return (evaluation) => costly.reduce((total, part) => total + part(evaluation), 0)
}

/** Computes a part once in each evaluation. */
function memoizeInEvaluation(evaluate: Evaluate): Evaluate {
  const memory: Evaluate = (evaluation) => {
    const found = evaluation.known.get(memory) ?? evaluate(evaluation)
    evaluation.known.set(memory, found)
    return found
  }
  return memory
}

/** Evaluates the literals that sizes depend on. */
function toPlainValue(value: ValueNode): unknown {
  if (value.kind === Kind.INT) return Number(value.value)
  if (value.kind === Kind.LIST) return value.values
  return undefined
}
