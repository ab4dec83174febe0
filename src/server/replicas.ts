import {
  type DocumentNode,
  type GraphQLSchema,
  OperationTypeNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Context } from '../schema/context.ts'
import { operationOf } from './operation.ts'

/**
 * Lets replicas answer queries, each as a whole by one server. What is not a query, and what asks for a field marked
 * `primary`, stays where it is.
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
      const kind = operationOf(args)?.operation
      if (kind === OperationTypeNode.MUTATION && viewer)
        return { onExecuteDone: async () => void (await replicas.wrote(viewer.id)) }
      if (kind === OperationTypeNode.QUERY && !isBound(document))
        return replicas.readerFor(viewer?.id).then(readFrom)
      return undefined
    },
  }
}

export function asksForPrimary(document: DocumentNode, schema: GraphQLSchema): boolean {
  const types = new TypeInfo(schema)
  let found = false
  const look = () => {
    found ||= types.getFieldDef()?.extensions.primary === true
  }
  visit(document, visitWithTypeInfo(types, { Field: look }))
  return found
}
