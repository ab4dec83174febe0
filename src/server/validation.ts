import type { Plugin } from '@envelop/core'
import {
  type ASTVisitor,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionNode,
  type ValidationContext,
  validate,
} from 'graphql'
import type { Config } from '../config.ts'
import { beforeExecution, InvalidDocumentError } from '../errors/client-errors.ts'

/** Maximum number of reported errors per document: locating each one costs a walk through the text. */
const maxErrors = 20

/**
 * Validates documents by the specification of September 2025. Without introspection, messages do not disclose
 * names of the schema.
 */
export function useValidation({ introspection }: Pick<Config, 'introspection'>): Plugin {
  const options = { maxErrors, hideSuggestions: !introspection }
  return {
    onValidate({ addValidationRule, setValidationFn }) {
      if (!introspection) addValidationRule(NoSchemaIntrospectionCustomRule)
      setValidationFn((schema: GraphQLSchema, document, rules) => {
        try {
          // Validated first and alone: graphql-js's own rule throws for a condition whose variable has no
          // value yet.
          const conditions = validate(schema, document, [UnconditionalSubscriptionsRule], options)
          return conditions.length > 0 ? conditions : validate(schema, document, rules, options)
        } catch (error) {
          // Some rules recurse, and may exhaust the stack if the limits were raised.
          if (error instanceof RangeError)
            return [new InvalidDocumentError('The document is nested too deep.')]
          throw error
        }
      })
      return ({ result }) => {
        for (const { extensions } of result as readonly GraphQLError[]) {
          extensions.code ??= 'GRAPHQL_VALIDATION_FAILED'
          extensions.http ??= { ...beforeExecution }
        }
      }
    },
  }
}

/** Rejects `@skip` and `@include` on the root field of a subscription. */
export function UnconditionalSubscriptionsRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(operation) {
      if (operation.operation !== OperationTypeNode.SUBSCRIPTION) return
      for (const selection of rootSelections(context, operation)) {
        const directive = selection.directives?.find(({ name }) => conditional.has(name.value))
        if (!directive) continue
        const message = `The root field of a subscription may not have the directive "@${directive.name.value}".`
        context.reportError(new InvalidDocumentError(message, { nodes: directive }))
        return
      }
    },
  }
}

const conditional: ReadonlySet<string> = new Set(['skip', 'include'])

/** Returns the root selections of an operation, each fragment once. */
function rootSelections(context: ValidationContext, operation: OperationDefinitionNode): SelectionNode[] {
  const found = [...operation.selectionSet.selections]
  const visited = new Set<string>()
  // Items are appended during iteration.
  for (const selection of found) {
    if (selection.kind === Kind.INLINE_FRAGMENT) found.push(...selection.selectionSet.selections)
    if (selection.kind !== Kind.FRAGMENT_SPREAD || visited.has(selection.name.value)) continue
    visited.add(selection.name.value)
    found.push(...(context.getFragment(selection.name.value)?.selectionSet.selections ?? []))
  }
  return found
}
