import { createHash } from 'node:crypto'
import { schema } from '../../src/schema/schema.ts'
import { createOperationSource, randomNumbers } from '../attack/random-operations.ts'
import { createDocumentRewriter } from './random-documents.ts'

/** The body of a POST, and what it accepts. */
export type RandomRequest = {
  readonly body: string
  readonly accept: string
  /** Whether it would change rows of a viewer who is signed in. */
  readonly isWrite: boolean
}

/** In the input of every mutation: a second request would find what the first one wrote. */
const tooLong = 'x'.repeat(201)

type Body = Record<string, unknown>

/** What is wrong around an operation: each takes a body, and gives another. */
const wrongBodies: readonly ((body: Body) => unknown)[] = [
  ({ query: _, ...body }) => body,
  (body) => ({ ...body, query: '' }),
  (body) => ({ ...body, query: null }),
  (body) => ({ ...body, query: 1 }),
  (body) => ({ ...body, query: ` \n${body.query} # comment` }),
  (body) => ({ ...body, query: String(body.query).slice(0, -2) }),
  (body) => ({ ...body, variables: null }),
  (body) => ({ ...body, variables: [] }),
  (body) => ({ ...body, variables: '{}' }),
  ({ variables: _, ...body }) => body,
  (body) => ({ ...body, operationName: null }),
  (body) => ({ ...body, operationName: '' }),
  (body) => ({ ...body, operationName: 'Other' }),
  (body) => ({ ...body, operationName: '__proto__' }),
  (body) => ({ ...body, operationName: ['Random'] }),
  (body) => ({ ...body, extensions: {} }),
  (body) => ({ ...body, extensions: null }),
  (body) => ({ ...body, extensions: 'x' }),
  (body) => ({ ...body, extensions: { tracing: true } }),
  (body) => ({ ...body, unknown: 1 }),
  (body) => ({ ...body, id: '1' }),
  (body) => ({ documentId: 'sha256:none', variables: body.variables }),
  (body) => ({ ...body, extensions: persisted(String(body.query)) }),
  (body) => ({ ...body, extensions: persisted('another text') }),
  (body) => ({ variables: body.variables, extensions: persisted(String(body.query)) }),
  (body) => [body],
  () => [],
  () => 'text',
  () => null,
  (body) => ({ ...body, query: `query Other { __typename } ${body.query}` }),
  (body) => ({ ...body, query: `query Other { __typename } ${body.query}`, operationName: 'Random' }),
  (body) => ({ ...body, query: `query Other { __typename } ${body.query}`, operationName: 'Other' }),
  (body) => ({ ...body, query: `${body.query} ${body.query}` }),
  (body) => ({ ...body, query: 'fragment F on Query { __typename }' }),
  (body) => ({ ...body, query: 'subscription { creditBalance { credits } }' }),
]

const persisted = (text: string) => ({
  persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(text).digest('hex') },
})

/** Bodies of requests, the same for the same seed: most hold an operation that is executed. */
export function createRequestSource(seed: number): () => RandomRequest {
  const random = randomNumbers(seed)
  const operation = createOperationSource(random, { depth: 4, mutations: 0.1 })
  const rewrite = createDocumentRewriter(schema, random)
  const one = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item
  return () => {
    const { query, variables } = rewrite(
      operation().replace('input: {', `input: { clientMutationId: "${tooLong}", `),
    )
    const body: Body = { query, variables, ...(random() < 0.3 && { operationName: 'Random' }) }
    const sent = random() < 0.15 ? one(wrongBodies)(body) : body
    const text = JSON.stringify(sent)
    return {
      isWrite: /^mutation/.test(query) && !text.includes(tooLong),
      body: random() < 0.01 ? text.slice(0, -1) : text,
      accept:
        random() < 0.1 ? one(['*/*', 'application/*', 'application/json, */*;q=0.1']) : 'application/json',
    }
  }
}
