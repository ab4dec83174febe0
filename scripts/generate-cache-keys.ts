import { mkdirSync, writeFileSync } from 'node:fs'
import { isAbstractType, isObjectType } from 'graphql'
import { schema } from '../src/schema/schema.ts'

// What caches of clients must know of the schema, as files that a client can copy: docs/how-to/clients.md says how.

const folder = new URL('../docs/clients/', import.meta.url)
const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
const types = Object.values(schema.getTypeMap())
  .filter(({ name }) => !name.startsWith('__'))
  .sort((a, b) => (a.name < b.name ? -1 : 1))

/** Objects without an id belong to the object that they are read from, and are no entities of their own. */
const withoutId = types.filter(isObjectType).filter((type) => !roots.includes(type) && !type.getFields().id)
const possible = types.filter(isAbstractType).map(
  (type) =>
    [
      type.name,
      schema
        .getPossibleTypes(type)
        .map(({ name }) => name)
        .sort(),
    ] as const,
)

function write(name: string, lines: readonly string[]): void {
  const header = '// Written by `npm run generate` from the schema.\n\n'
  writeFileSync(new URL(name, folder), `${header}${lines.join('\n')}\n`)
}

mkdirSync(folder, { recursive: true })
write('apollo-cache.ts', [
  'export const possibleTypes: Record<string, string[]> = {',
  ...possible.map(([name, members]) => `  ${name}: [${members.map((one) => `'${one}'`).join(', ')}],`),
  '}',
  '',
  'export const typePolicies: Record<string, { keyFields: false }> = {',
  ...withoutId.map(({ name }) => `  ${name}: { keyFields: false },`),
  '}',
])
write('graphcache-keys.ts', [
  'const embedded = () => null',
  '',
  'export const keys: Record<string, () => null> = {',
  ...withoutId.map(({ name }) => `  ${name}: embedded,`),
  '}',
])
