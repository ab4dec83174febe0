import type { Plugin } from '@envelop/core'
import {
  type DocumentNode,
  type GraphQLSchema,
  OperationTypeNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import type { Context } from '../schema/context.ts'
import { selectOperation } from './operation.ts'

/**
 * Routes queries to replicas, each query to one server. Other operations, and queries with a field marked
 * `primary`, use the primary.
 */
export function useReplicas(schema: GraphQLSchema): Plugin {
  const bound = new WeakMap<DocumentNode, boolean>()

  function isBound(document: DocumentNode): boolean {
    const known = bound.get(document) ?? asksForPrimary(document, schema)
    bound.set(document, known)
    return known
  }

  return {
    onExecute({ args }) {
      const { document, contextValue } = args
      const { services, viewer, readFrom } = contextValue as unknown as Context
      const { replicas } = services
      if (!replicas) return undefined
      const kind = selectOperation(args)?.operation
      if (kind === OperationTypeNode.MUTATION && viewer)
        return { onExecuteDone: async () => void (await replicas.wrote(viewer.id)) }
      if (kind === OperationTypeNode.QUERY && !isBound(document))
        return replicas.readerFor(viewer?.id).then(readFrom)
      return undefined
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
