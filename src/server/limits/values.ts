import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  isInputType,
  type OperationDefinitionNode,
  TypeInfo,
  typeFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { getValueBounds, type ValueBounds } from '../../schema/value-bounds.ts'
import type { OperationCheck } from '../execution/checks.ts'
import { selectOperation } from '../operation.ts'
import { checkLiteral, checkValue, type Place } from './value-check.ts'

/** The variables and spreads of a definition itself, without those of the fragments that it spreads. */
class Uses {
  /** The narrowest bounds of each variable's positions. */
  readonly variables = new Map<string, ValueBounds>()
  readonly spreads = new Set<string>()
  /** The error for the first literal that exceeds its bounds. */
  error: GraphQLError | null = null

  readonly addVariable = (name: string, { maxLength, maxItems }: ValueBounds): void => {
    const known = this.variables.get(name) ?? unbounded
    this.variables.set(name, {
      maxLength: Math.min(known.maxLength, maxLength),
      maxItems: Math.min(known.maxItems, maxItems),
    })
  }
}

const unbounded: ValueBounds = { maxLength: Number.POSITIVE_INFINITY, maxItems: Number.POSITIVE_INFINITY }

/**
 * Creates the check of operations with a text or list that exceeds the bounds of its argument, as a literal or in
 * variables.
 */
export function createValueBoundsCheck(schema: GraphQLSchema): OperationCheck {
  const check = createValueCheck(schema)
  return (args) => {
    const operation = selectOperation(args)
    return operation ? check(args.document, operation, args.variableValues ?? {}) : null
  }
}

/**
 * Finds a text or list of an operation that exceeds its bounds. Linear in the document's length, once per
 * operation, and in the variables' size.
 */
export function createValueCheck(schema: GraphQLSchema) {
  const documents = new WeakMap<DocumentNode, ReadonlyMap<string | OperationDefinitionNode, Uses>>()
  const operations = new WeakMap<OperationDefinitionNode, readonly Place[] | GraphQLError>()

  return (
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
  ): GraphQLError | null => {
    let places = operations.get(operation)
    if (!places) {
      const uses = documents.get(document) ?? usesIn(schema, document)
      documents.set(document, uses)
      places = listVariables(schema, operation, uses)
      operations.set(operation, places)
    }
    if (places instanceof GraphQLError) return places
    for (const place of places) {
      const name = place.name.slice(1)
      const error = Object.hasOwn(variables, name) ? checkValue(variables[name], place) : null
      if (error) return error
    }
    return null
  }
}

/** Returns the uses of each definition, by the operation's node or the fragment's name. */
function usesIn(schema: GraphQLSchema, document: DocumentNode) {
  const found = new Map<string | OperationDefinitionNode, Uses>()
  let uses = new Uses()
  const types = new TypeInfo(schema)
  const begin = (key: string | OperationDefinitionNode) => {
    uses = new Uses()
    found.set(key, uses)
  }
  visit(
    document,
    visitWithTypeInfo(types, {
      OperationDefinition: (node) => begin(node),
      FragmentDefinition: (node) => begin(node.name.value),
      FragmentSpread: (node) => void uses.spreads.add(node.name.value),
      VariableDefinition: () => false,
      Argument: ({ value }) => {
        const argument = types.getArgument()
        if (!argument) return false
        const { type, name } = argument
        uses.error ??= checkLiteral(value, { type, bounds: getValueBounds(argument), name }, uses.addVariable)
        return false
      },
    }),
  )
  return found
}

/**
 * Returns the variables of an operation with their narrowest bounds; the error if a literal exceeds its
 * bounds.
 */
function listVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  all: ReadonlyMap<string | OperationDefinitionNode, Uses>,
): readonly Place[] | GraphQLError {
  const together = new Uses()
  const keys = new Set<string | OperationDefinitionNode>([operation])
  // Items are appended during iteration.
  for (const key of keys) {
    const uses = all.get(key)
    if (uses?.error) return uses.error
    for (const [name, bounds] of uses?.variables ?? []) together.addVariable(name, bounds)
    for (const name of uses?.spreads ?? []) keys.add(name)
  }
  const places: Place[] = []
  for (const { variable, type: node, defaultValue } of operation.variableDefinitions ?? []) {
    const type = typeFromAST(schema, node)
    if (!isInputType(type)) continue
    const name = variable.name.value
    const place = { type, bounds: together.variables.get(name) ?? unbounded, name: `$${name}` }
    const error = defaultValue && checkLiteral(defaultValue, place)
    if (error) return error
    places.push(place)
  }
  return places
}
