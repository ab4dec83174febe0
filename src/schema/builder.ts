import SchemaBuilder from '@pothos/core'
import errors from '@pothos/plugin-errors'
import prisma from '@pothos/plugin-prisma'
import relay from '@pothos/plugin-relay'
import scopeAuth from '@pothos/plugin-scope-auth'
import './columns.ts'
import './descriptions.ts'
import './fallible.ts'
import { ForbiddenError, UnauthenticatedError } from '../errors/client-errors.ts'
import type PrismaTypes from '../generated/pothos.ts'
import { getDatamodel } from '../generated/pothos.ts'
import type { Prisma } from '../generated/prisma/client.ts'
import type { Context } from './context.ts'
import { decodeNodeId, encodeNodeId } from './node-id.ts'

/**
 * A column value as the loaders return it: types that JavaScript cannot represent exactly are strings (see
 * `Queryable`).
 */
type Stored<Value> = Value extends Date | bigint | Prisma.Decimal ? string : Value

/** Prisma's models, with the value types that our own statements return instead of Prisma Client's. */
type StoredModels = {
  [Name in keyof PrismaTypes]: Omit<PrismaTypes[Name], 'Shape'> & {
    Shape: { [Field in keyof PrismaTypes[Name]['Shape']]: Stored<PrismaTypes[Name]['Shape'][Field]> }
  }
}

/** A row of a model as resolvers receive it. */
export type RowOf<Name extends keyof PrismaTypes> = StoredModels[Name]['Shape']

/** The custom scalars. All except JSON are serialized as strings, so that no digit is lost. */
type Scalars = {
  BigInt: { Input: string; Output: string }
  DateTime: { Input: string; Output: string }
  Decimal: { Input: string; Output: string }
  JSON: { Input: unknown; Output: unknown }
}

// Annotations at the start of a model's comment are for the gateway and are removed from the schema
// description.
const marks = /^(@\w+ )+/

function readableDatamodel() {
  const dmmf = getDatamodel()
  for (const model of Object.values(dmmf.datamodel.models)) {
    for (const field of model.fields) field.documentation = field.documentation?.replace(marks, '')
  }
  return dmmf
}

/** The Pothos types of the schema builder, for helpers and plugins that are generic over them. */
export type SchemaTypes = typeof builder.$inferSchemaTypes

export const builder = new SchemaBuilder<{
  Context: Context
  PrismaTypes: StoredModels
  // Lets a field name its type (`type: 'Session'`) without importing the file that defines it.
  Objects: { [Name in keyof StoredModels]: RowOf<Name> }
  Scalars: Scalars
  DefaultFieldNullability: false
  DefaultEdgesNullability: false
  DefaultNodeNullability: false
  AuthScopes: { signedIn: boolean; admin: boolean }
}>({
  // The order matters: authorization runs first, and the last plugin receives a field's configuration first.
  plugins: ['descriptions', scopeAuth, errors, relay, 'fallible', 'columns', prisma],
  defaultFieldNullability: false,
  scopeAuth: {
    authScopes: ({ viewer }) => ({ signedIn: viewer !== null, admin: viewer?.isAdmin === true }),
    unauthorizedError: (_parent, { viewer }) =>
      viewer ? new ForbiddenError('Only admins may ask for this.') : new UnauthenticatedError(),
  },
  // Authorization runs inside, so that a refusal is a top-level error and not a payload error.
  errors: { directResult: true },
  relay: {
    encodeGlobalID: encodeNodeId,
    decodeGlobalID: decodeNodeId,
    cursorType: 'String',
    edgesFieldOptions: { nullable: false, description: 'The edges of the page.' },
    nodeFieldOptions: { nullable: false },
    cursorFieldOptions: { description: 'A cursor for use in pagination.' },
    nodesOnConnection: { description: 'The nodes of the page.' },
    pageInfoFieldOptions: { description: 'Information to aid in pagination.' },
    nodeQueryOptions: false,
    nodesQueryOptions: false,
    nodeTypeOptions: { description: 'An object with a globally unique id, by which `node` fetches it.' },
    idFieldOptions: {
      description: 'The global id of the object: opaque, unique among all types, for `node`.',
    },
    pageInfoTypeOptions: { description: 'Information about pagination in a connection.' },
    hasNextPageFieldOptions: {
      description: 'When paginating forwards, are there more items? They follow with `after: endCursor`.',
    },
    hasPreviousPageFieldOptions: {
      description:
        'When paginating backwards, are there more items? They follow with `last` and `before: startCursor`.',
    },
    startCursorFieldOptions: {
      description:
        'When paginating backwards, the cursor to continue: that of the first item; null for an empty page.',
    },
    endCursorFieldOptions: {
      description:
        'When paginating forwards, the cursor to continue: that of the last item; null for an empty page.',
    },
  },
  prisma: {
    dmmf: readableDatamodel(),
    exposeDescriptions: true,
    // Prisma Client is never constructed: rows come from the loaders.
    client: () => {
      throw new Error('A field asked Prisma for rows: read them through the loaders.')
    },
  },
})
