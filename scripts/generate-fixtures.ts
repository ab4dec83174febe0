import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { operations } from '../test/support/operations.ts'

// The fixtures of the client package: each golden answer with the variables it was asked with, and its operation's types.

type Golden = { readonly data: unknown; readonly errors?: readonly unknown[] }

const fixtures = operations
  .filter(({ goldenFile }) => existsSync(goldenFile))
  .map(({ definition, variables, goldenFile }) => {
    const { data, errors } = JSON.parse(readFileSync(goldenFile, 'utf8')) as Golden
    return { name: definition.name?.value ?? '', fixture: { variables, data, ...(errors && { errors }) } }
  })
  .toSorted((a, b) => (a.name < b.name ? -1 : 1))

const lines = [
  '// Written by `npm run generate` from the golden answers in test/operations.',
  "import type { ResponseError } from '../errors.ts'",
  "import type * as operations from './graphql.ts'",
  '',
  '/** The answer to an operation on the demo, and the variables that it was asked with. */',
  'export type Fixture<Data, Variables> = {',
  '  readonly variables: Variables',
  '  readonly data: Data',
  '  readonly errors?: readonly ResponseError[]',
  '}',
  '',
  ...fixtures.map(
    ({ name, fixture }) =>
      `export const ${name}: Fixture<operations.${name}Query, operations.${name}QueryVariables> = ${JSON.stringify(fixture)}`,
  ),
]
writeFileSync(new URL('../client/src/generated/fixtures.ts', import.meta.url), `${lines.join('\n')}\n`)
