import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { operations } from '../test/support/operations.ts'

// The fixtures of the client package: each golden answer with the variables it was asked with, and its operation's types.

type Golden = {
  readonly data: unknown
  readonly errors?: readonly unknown[]
  readonly events?: readonly unknown[]
}

const fixtures = operations
  .filter(({ goldenFile }) => existsSync(goldenFile))
  .map(({ definition, variables, maxEvents, goldenFile }) => {
    const { data, errors, events } = JSON.parse(readFileSync(goldenFile, 'utf8')) as Golden
    const name = definition.name?.value ?? ''
    const kind = `${definition.operation[0]?.toUpperCase()}${definition.operation.slice(1)}`
    const type = `${events ? 'StreamFixture' : 'Fixture'}<operations.${name}${kind}, operations.${name}${kind}Variables>`
    const fixture = events
      ? { variables, events, isComplete: maxEvents === undefined }
      : { variables, data, ...(errors && { errors }) }
    return { name, type, fixture }
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
  '/** The first events of a subscription on the demo, and the variables that it was asked with. */',
  'export type StreamFixture<Data, Variables> = {',
  '  readonly variables: Variables',
  '  readonly events: readonly Data[]',
  '  /** Whether the subscription ended after them. */',
  '  readonly isComplete: boolean',
  '}',
  '',
  ...fixtures.map(({ name, type, fixture }) => `export const ${name}: ${type} = ${JSON.stringify(fixture)}`),
]
writeFileSync(new URL('../client/src/generated/fixtures.ts', import.meta.url), `${lines.join('\n')}\n`)
