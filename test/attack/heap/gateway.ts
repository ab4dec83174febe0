/**
 * Run in a process with a small heap: sends different documents of each kind, as many as the argument says as JSON, to a
 * gateway of its own. Writes how much memory is in use before all of them, and after those of each kind. What asks for rows
 * gets an error, as there is no database.
 */
import { createHash } from 'node:crypto'
import { schema } from '../../../src/schema/schema.ts'
import { serve } from '../../server/small-server.ts'
import { createMissingDatabase } from '../../support/no-database.ts'

const counts = Object.entries<number>(JSON.parse(process.argv[2] ?? '{}'))
const times = (many: number, text: (i: number) => string) =>
  Array.from({ length: many }, (_, i) => text(i)).join(' ')

/** Different documents of about 5 kB, by what becomes of them. */
const documents: Readonly<Record<string, (i: number) => string>> = {
  'not valid': (i) => `query Q${i} { ${times(400, (j) => `missing${j} `)} }`,
  'not parsed': (i) => `query Q${i} { ${'__typename '.repeat(450)}`,
  'with too many aliases': (i) => `query Q${i} { ${times(300, (j) => `a${j}: __typename`)} }`,
  'too costly': (i) =>
    `query Q${i} { viewer { ${times(40, (j) => `a${j}: sessions(first: 100) { nodes { id name user { sessions(first: 50) { nodes { id } } } } }`)} } }`,
  answered: (i) => `query Q${i} { plans { ${'__typename '.repeat(400)} } }`,
  'with conditions': (i) =>
    `query Q${i}($a: Boolean!, $b: Boolean!) { plans { ${'__typename '.repeat(350)} ${times(40, (j) => `a${j}: __typename @include(if: $${j % 2 ? 'a' : 'b'})`)} } }`,
  'mostly a comment': (i) => `query Q${i} { __typename } # ${'x'.repeat(5_000)}`,
}
const { url, drain } = await serve(schema, createMissingDatabase())

async function send(kind: string, i: number): Promise<void> {
  const query = documents[kind]?.(i)
  if (!query) throw new Error(`There are no documents ${kind}.`)
  const sha256Hash = createHash('sha256').update(query).digest('hex')
  const isNamed = i % 3 === 0
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: i % 2 === 0 ? 'application/json' : 'application/graphql-response+json',
    },
    body: JSON.stringify({
      query,
      variables: { a: i % 4 < 2, b: i % 8 < 4 },
      ...(isNamed && { extensions: { persistedQuery: { version: 1, sha256Hash } } }),
    }),
  })
  await response.arrayBuffer()
}

function heapUsed(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

const warmUp = 50
for (const [kind] of counts) for (let i = 0; i < warmUp; i += 1) await send(kind, i)
const before = heapUsed()
const after: Record<string, number> = {}
for (const [kind, count] of counts) {
  for (let i = warmUp; i < count; i += 1) await send(kind, i)
  after[kind] = heapUsed()
}
console.log(JSON.stringify({ before, after }))
await drain(AbortSignal.timeout(1_000))
process.exit(0)
