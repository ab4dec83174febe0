import {
  type GraphQLError,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  locatedError,
  type ResponsePath,
} from 'graphql'
import { AnswerSize } from '../../schema/answer-size.ts'
import type { OperationPlan } from './operation.ts'
import type { FieldPlan } from './plan.ts'

/** One execution of an operation. */
export class ExecutionContext {
  readonly plan: OperationPlan
  readonly context: unknown
  readonly rootValue: unknown
  readonly variables: Readonly<Record<string, unknown>>
  readonly errors: GraphQLError[] = []
  readonly size: AnswerSize
  /** The arguments of fields, which are the same for all objects of a level. */
  readonly args = new Map<FieldPlan, Readonly<Record<string, unknown>>>()
  readonly #nulled = new Set<ResponsePath | undefined>()

  constructor(
    plan: OperationPlan,
    context: unknown,
    rootValue: unknown,
    variables: ExecutionContext['variables'],
  ) {
    this.plan = plan
    this.context = context
    this.rootValue = rootValue
    this.variables = variables
    this.size = (context as { answerSize?: AnswerSize } | undefined)?.answerSize ?? new AnswerSize()
  }

  /** Answers null in the place of a value that failed; throws where there must not be null: the parent is null then. */
  handleFieldError(raw: unknown, nodes: FieldPlan['nodes'], isNullable: boolean, path: ResponsePath): null {
    // The answer as a whole is given up: no more errors are made of it, and no more values.
    if (this.size.exceeded) throw this.size.exceeded
    const error = locatedError(raw, nodes, arrayOf(path))
    if (!isNullable) throw error
    this.addError(error, path)
    return null
  }

  /** The same for a value that may fail later. */
  handleFieldRejection(
    value: Promise<unknown>,
    nodes: FieldPlan['nodes'],
    isNullable: boolean,
    path: ResponsePath,
  ) {
    return value.then(undefined, (raw) => this.handleFieldError(raw, nodes, isNullable, path))
  }

  /** Errors below what is null already are not told. */
  addError(error: GraphQLError, path: ResponsePath | undefined): void {
    for (let place = path; place; place = place.prev) if (this.#nulled.has(place)) return
    if (this.#nulled.has(undefined)) return
    this.#nulled.add(path)
    this.errors.push(error)
  }
}

function arrayOf(path: ResponsePath): (string | number)[] {
  const keys = []
  for (let place: ResponsePath | undefined = path; place; place = place.prev) keys.push(place.key)
  return keys.reverse()
}

/** What a resolver is told of its field. Most look at none of it, so nothing is made before it is asked for. */
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
    return pathOf(this.#field, this.#above)
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

export function pathOf({ key, parent }: FieldPlan, above: ResponsePath | undefined): ResponsePath {
  return { prev: above, key, typename: parent.name }
}
