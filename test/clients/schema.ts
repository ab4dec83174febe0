import { readFileSync } from 'node:fs'
import { minifyIntrospectionQuery } from '@urql/introspection'
import { buildSchema, introspectionFromSchema } from 'graphql'

const sdl = readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8')

/** What graphcache knows of the schema. */
export const schema = minifyIntrospectionQuery(introspectionFromSchema(buildSchema(sdl)))
