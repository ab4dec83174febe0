import {
  type DocumentNode,
  type GraphQLSchema,
  OperationTypeNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import type { Context } from '../schema/context.ts'
import type { ExecutionSteps } from './execution/execute.ts'
import { selectOperation } from './operation.ts'

/**
 * Creates what routes queries to replicas, each query to one server. Other operations, and queries with a field marked
 * `primary`, use the primary.
 */
export function createReplicaRouter(schema: GraphQLSchema): ExecutionSteps['replicas'] {
  const bound = new WeakMap<DocumentNode, boolean>()

  function isBound(document: DocumentNode): boolean {
    const known = bound.get(document) ?? asksForPrimary(document, schema)
    bound.set(document, known)
    return known
  }

  return {
    route(args) {
      const { services, viewer, readFrom } = args.contextValue as Context
      const { replicas } = services
      if (!replicas || selectOperation(args)?.operation !== OperationTypeNode.QUERY) return undefined
      return isBound(args.document) ? undefined : replicas.readerFor(viewer?.id).then(readFrom)
    },
    noteWrite(args) {
      const { services, viewer } = args.contextValue as Context
      const { replicas } = services
      if (!replicas || !viewer) return undefined
      return selectOperation(args)?.operation === OperationTypeNode.MUTATION
        ? replicas.wrote(viewer.id)
        : undefined
    },
  }
}

/** True if the document selects a field marked `primary`. */
export function asksForPrimary(document: DocumentNode, schema: GraphQLSchema): boolean {
  const types = new TypeInfo(schema)
  let isFound = false
  const look = () => {
    isFound ||= types.getFieldDef()?.extensions.primary === true
  }
  visit(document, visitWithTypeInfo(types, { Field: look }))
  return isFound
}
