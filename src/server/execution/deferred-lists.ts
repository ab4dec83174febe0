import { MapperKind, mapSchema } from '@graphql-tools/utils'
import {
  defaultFieldResolver,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNullableType,
  isListType,
  isNonNullType,
} from 'graphql'
import { isPromise } from './promise.ts'

type Resolver = GraphQLFieldResolver<unknown, unknown>

const known = new WeakMap<GraphQLSchema, GraphQLSchema>()

/**
 * Returns a copy of a schema whose lists of non-null items resolve to promises of them, for execution with graphql-js. Its
 * `completeListValue` (16.15) throws for a non-null item that fails at once, and drops the promises of earlier items:
 * if one rejects later, the rejection is unhandled, which ends the process. Items that are promises never fail at once.
 */
export function deferLists(schema: GraphQLSchema): GraphQLSchema {
  const found = known.get(schema)
  if (found) return found
  const made = mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field) => {
      const depth = listDepth(field.type)
      if (depth === 0) return undefined
      return { ...field, resolve: deferred(field.resolve ?? defaultFieldResolver, depth) }
    },
  })
  known.set(schema, made)
  return made
}

/** Returns how many lists are within each other down to the innermost one that has non-null items. */
function listDepth(type: GraphQLOutputType): number {
  const list = getNullableType(type)
  if (!isListType(list)) return 0
  const inner = listDepth(list.ofType)
  return inner > 0 || isNonNullType(list.ofType) ? 1 + inner : 0
}

function deferred(resolve: Resolver, depth: number): Resolver {
  return (...given) => {
    const value = resolve(...given)
    return isPromise(value) ? value.then((list) => toPromises(list, depth)) : toPromises(value, depth)
  }
}

/** Returns a value that is not a list unchanged: graphql-js reports it. Values of scalars inside may be lists themselves. */
function toPromises(value: unknown, depth: number): unknown {
  if (depth === 0 || typeof value !== 'object' || value === null || !(Symbol.iterator in value)) return value
  return Array.from(value as Iterable<unknown>, async (item) => toPromises(await item, depth - 1))
}
