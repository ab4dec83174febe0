import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql'
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js'
import type { Plan, Resolver, Selection } from './execution-context.ts'
import { planFields } from './plan.ts'

type Variables = Readonly<Record<string, unknown>>

/** The plan of an operation for given values of the variables in `@skip` and `@include`, built lazily. */
export class OperationPlan implements Plan {
  readonly schema: GraphQLSchema
  readonly operation: OperationDefinitionNode
  readonly fragments: Record<string, FragmentDefinitionNode>
  readonly isMutation: boolean
  readonly root: Selection
  readonly #conditions: Record<string, unknown>
  readonly #wrap: ((resolve: Resolver) => Resolver) | undefined

  constructor(
    schema: GraphQLSchema,
    root: GraphQLObjectType,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    conditions: Variables,
    wrap?: (resolve: Resolver) => Resolver,
  ) {
    this.schema = schema
    this.operation = operation
    this.fragments = Object.create(null)
    for (const one of document.definitions)
      if (one.kind === Kind.FRAGMENT_DEFINITION) this.fragments[one.name.value] = one
    this.isMutation = operation.operation === OperationTypeNode.MUTATION
    this.#conditions = conditions
    this.#wrap = wrap
    const { fragments } = this
    const fields = collectFields(schema, fragments, this.#conditions, root, operation.selectionSet)
    this.root = planFields(schema, root, fields, wrap)
  }

  /** Plans the subfields of these nodes on an object of this type. */
  planSubfields(type: GraphQLObjectType, nodes: readonly FieldNode[]): Selection {
    const fields = collectSubfields(this.schema, this.fragments, this.#conditions, type, nodes)
    return planFields(this.schema, type, fields, this.#wrap)
  }
}
