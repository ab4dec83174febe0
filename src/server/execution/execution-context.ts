import {
  type ExecutionArgs,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  locatedError,
  type OperationDefinitionNode,
  type ResponsePath,
} from 'graphql'
import { CancelledError } from '../../data/cancellation.ts'
import { AnswerSize } from '../../schema/answer-size.ts'

/** A resolver of a field. */
export type Resolver = GraphQLFieldResolver<unknown, unknown>

/** The plan of an operation. */
export type Plan = {
  readonly schema: GraphQLSchema
  readonly operation: OperationDefinitionNode
  readonly fragments: Record<string, FragmentDefinitionNode>
  readonly isMutation: boolean
  readonly root: Selection
  /** Plans the subfields of these nodes on an object of this type. */
  planSubfields(type: GraphQLObjectType, nodes: readonly FieldNode[]): Selection
}

/** The planned fields of an object. */
export type Selection = {
  readonly fields: readonly FieldPlan[]
  /** True if one of the response keys is `__proto__`. */
  readonly hasProto: boolean
  /** Approximate JSON bytes of an object, without long strings and nested values. */
  readonly bytes: number
}

/** The static properties of a field of an operation. */
export type FieldPlan = {
  /** The response key. */
  readonly key: string
  readonly def: GraphQLField<unknown, unknown>
  readonly nodes: readonly [FieldNode, ...FieldNode[]]
  readonly parent: GraphQLObjectType
  readonly resolve: Resolver
  /**
   * The property of the source object that the field returns, if it has no resolver logic and the property is
   * not a method.
   */
  readonly property: string | undefined
  readonly complete: CompleteValue
  readonly isNullable: boolean
  /** True if the value has subfields or items, which need their path. */
  readonly hasSubfields: boolean
  /** The planned subfields by object type, created on first use. */
  readonly subfieldsByType: Map<GraphQLObjectType, Selection>
}

/**
 * `completeValue` of the specification for one type. `path` is given for composite values. Throws for a value
 * that the type cannot represent.
 */
export type CompleteValue = (
  run: ExecutionContext,
  field: FieldPlan,
  value: unknown,
  path: ResponsePath | undefined,
) => unknown

/** One execution of an operation, like graphql-js' `ExecutionContext`. */
export class ExecutionContext {
  readonly plan: Plan
  readonly context: unknown
  readonly rootValue: unknown
  readonly variables: Readonly<Record<string, unknown>>
  readonly errors: GraphQLError[] = []
  readonly size: AnswerSize
  /** Coerced arguments per field, which are equal for all objects of a level. */
  readonly args = new Map<FieldPlan, Readonly<Record<string, unknown>>>()
  readonly #nulled = new Set<ResponsePath | undefined>()

  constructor(
    plan: Plan,
    { contextValue, rootValue }: Pick<ExecutionArgs, 'contextValue' | 'rootValue'>,
    variables: ExecutionContext['variables'],
    size = (contextValue as { answerSize?: AnswerSize } | undefined)?.answerSize,
  ) {
    this.plan = plan
    this.context = contextValue
    this.rootValue = rootValue
    this.variables = variables
    this.size = size ?? new AnswerSize()
  }

  /**
   * `handleFieldError` of the specification: records the error and returns null at a nullable position;
   * rethrows at a non-null one, so that null propagates to the parent.
   */
  handleFieldError(raw: unknown, nodes: FieldPlan['nodes'], isNullable: boolean, path: ResponsePath): null {
    // The response exceeded its size limit: no more errors or values are produced.
    if (this.size.exceeded) throw this.size.exceeded
    if (raw instanceof CancelledError) throw raw
    if (isNullable) this.size.addError()
    const error = locatedError(raw, nodes, toPathArray(path))
    if (!isNullable) throw error
    this.addError(error, path)
    return null
  }

  /** Does the same for a promise that may reject. */
  handleFieldRejection(
    value: Promise<unknown>,
    nodes: FieldPlan['nodes'],
    isNullable: boolean,
    path: ResponsePath,
  ) {
    return value.then(undefined, (raw) => this.handleFieldError(raw, nodes, isNullable, path))
  }

  /** Errors below a position that is already null are discarded. */
  addError(error: GraphQLError, path: ResponsePath | undefined): void {
    for (let place = path; place; place = place.prev) if (this.#nulled.has(place)) return
    if (this.#nulled.has(undefined)) return
    this.#nulled.add(path)
    this.errors.push(error)
  }
}

function toPathArray(path: ResponsePath): (string | number)[] {
  const keys = []
  for (let place: ResponsePath | undefined = path; place; place = place.prev) keys.push(place.key)
  return keys.reverse()
}

/** `GraphQLResolveInfo` whose properties are created on access, since most resolvers use none. */
export class LazyResolveInfo implements GraphQLResolveInfo {
  readonly #run: ExecutionContext
  readonly #field: FieldPlan
  readonly #above: ResponsePath | undefined

  constructor(run: ExecutionContext, field: FieldPlan, above: ResponsePath | undefined) {
    this.#run = run
    this.#field = field
    this.#above = above
  }

  get fieldName(): string {
    return this.#field.def.name
  }
  get fieldNodes() {
    return this.#field.nodes
  }
  get returnType() {
    return this.#field.def.type
  }
  get parentType(): GraphQLObjectType {
    return this.#field.parent
  }
  get path(): ResponsePath {
    return toResponsePath(this.#field, this.#above)
  }
  get schema() {
    return this.#run.plan.schema
  }
  get fragments() {
    return this.#run.plan.fragments
  }
  get rootValue() {
    return this.#run.rootValue
  }
  get operation() {
    return this.#run.plan.operation
  }
  get variableValues() {
    return this.#run.variables as Record<string, unknown>
  }
}

/** Returns the response path of a field. */
export function toResponsePath({ key, parent }: FieldPlan, above: ResponsePath | undefined): ResponsePath {
  return { prev: above, key, typename: parent.name }
}
