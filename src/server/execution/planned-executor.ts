import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  locatedError,
  type OperationDefinitionNode,
  visit,
} from 'graphql'
import type { AnswerSize } from '../../schema/answer-size.ts'
import type { Context } from '../../schema/context.ts'
import { explainUnderPath } from '../../schema/explanation.ts'
import { selectOperation } from '../operation.ts'
import { ExecutionContext, type Resolver } from './execution-context.ts'
import { executeFields, executeFieldsSerially } from './fields.ts'
import { OperationPlan } from './operation.ts'
import { isPromise } from './promise.ts'

type Execute = (args: ExecutionArgs, size?: AnswerSize) => Promise<ExecutionResult> | ExecutionResult
type Variables = Readonly<Record<string, unknown>>
type Planned = {
  /** The variables in `@skip` and `@include`. */
  readonly conditions: readonly string[]
  readonly plans: Map<string, OperationPlan>
}

/**
 * Maximum number of plans per document: one for each set of values of the variables in `@skip` and
 * `@include`.
 */
export const maxPlans = 16
/** The same maximum number of variable errors as in graphql-js. */
const maxVariableErrors = 50

/**
 * Creates an executor of queries, mutations and events of subscriptions with results equal to graphql-js' in a fraction
 * of the time: fields, arguments, types and paths are planned once per document or execution instead of per object. Plans
 * live as long as the cached document. The size of a result is counted in `size`, by default in that of the context, which
 * several events share. An operation that cannot be planned uses `plain`.
 */
export function createPlannedExecutor(schema: GraphQLSchema) {
  const known = new WeakMap<OperationDefinitionNode, Planned>()

  function getPlanned(document: DocumentNode, operation: OperationDefinitionNode): Planned {
    let planned = known.get(operation)
    if (!planned) {
      planned = { conditions: listConditionVariables(document), plans: new Map() }
      known.set(operation, planned)
    }
    return planned
  }

  function makePlan(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Variables,
    wrap?: (resolve: Resolver) => Resolver,
  ): OperationPlan | undefined {
    const root = schema.getRootType(operation.operation)
    return root ? new OperationPlan(schema, root, document, operation, variables, wrap) : undefined
  }

  function planFor(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Variables,
  ): OperationPlan | undefined {
    const { conditions, plans } = getPlanned(document, operation)
    // A variable of this name in another operation of the document may have another type; it is ignored.
    const key = conditions.map((name) => getDecision(variables, name)).join('')
    const found = plans.get(key)
    if (found) return found
    const made = makePlan(document, operation, variables)
    if (made && plans.size < maxPlans) plans.set(key, made)
    return made
  }

  return (plain: Execute): Execute =>
    (args, size) => {
      const operation = selectOperation(args)
      if (!operation) return plain(args)
      const { coerced, errors } = getVariableValues(
        schema,
        operation.variableDefinitions ?? [],
        args.variableValues ?? {},
        { maxErrors: maxVariableErrors },
      )
      if (errors) return { errors }
      const isExplained = (args.contextValue as Partial<Context> | undefined)?.explanation !== undefined
      // The plan of an explained operation is its own, and is not kept.
      const plan = isExplained
        ? makePlan(args.document, operation, coerced, explainUnderPath)
        : planFor(args.document, operation, coerced)
      return plan ? execute(new ExecutionContext(plan, args, coerced, size)) : plain(args)
    }
}

function execute(run: ExecutionContext): Promise<ExecutionResult> | ExecutionResult {
  const { errors } = run
  const result = (data: ExecutionResult['data']) => {
    if (run.size.exceeded) return { errors: [run.size.exceeded], data: null }
    return errors.length === 0 ? { data } : { errors, data }
  }
  const failed = (error: unknown) => {
    run.addError(locatedError(error, undefined), undefined)
    return result(null)
  }
  try {
    const { root, isMutation } = run.plan
    const data = isMutation
      ? executeFieldsSerially(run, root, run.rootValue)
      : executeFields(run, root, run.rootValue, undefined)
    return isPromise(data) ? data.then(result, failed) : result(data)
  } catch (error) {
    return failed(error)
  }
}

function getDecision(variables: Variables, name: string): '1' | '0' | '-' {
  const value = Object.hasOwn(variables, name) ? variables[name] : undefined
  if (typeof value !== 'boolean') return '-'
  return value ? '1' : '0'
}

/** Returns the sorted names of the variables in a document's `@skip` and `@include`. */
export function listConditionVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>()
  visit(document, {
    Directive(node) {
      if (node.name.value !== 'skip' && node.name.value !== 'include') return
      for (const { value } of node.arguments ?? [])
        if (value.kind === Kind.VARIABLE) names.add(value.name.value)
    },
  })
  return [...names].sort()
}
