import { type DocumentNode, type ExecutionResult, execute, type GraphQLError, parse, validate } from 'graphql'
import { LRUCache } from 'lru-cache'
import pino from 'pino'
import type { Viewer } from '../../src/auth/viewer.ts'
import { Cursors } from '../../src/data/batching/cursor.ts'
import type { Database } from '../../src/data/database.ts'
import { people } from '../../src/demo/identities.ts'
import { Live } from '../../src/live/live.ts'
import { createContext, type Services } from '../../src/schema/context.ts'
import type { Sent } from '../../src/schema/observe-statements.ts'
import { schema } from '../../src/schema/schema.ts'

export const demoViewer: Viewer = { ...people.demo, isAdmin: false }
export const adminViewer: Viewer = { ...people.admin, isAdmin: true }
export const strangerViewer: Viewer = { ...people.maria, isAdmin: false }

/** The result of an operation, and the statements that it sent. */
export type Asked<Data = Record<string, unknown>> = {
  readonly data: Data | null | undefined
  readonly errors: ExecutionResult['errors']
  readonly sent: readonly Sent[]
}

type Prepared = { readonly document: DocumentNode } | { readonly errors: readonly GraphQLError[] }

/**
 * Parsed and validated documents by their text, because tests send the same one for several viewers and databases. The size is
 * in characters.
 */
const documents = new LRUCache<string, Prepared>({
  maxSize: 20_000_000,
  sizeCalculation: (_, source) => source.length || 1,
})

function prepareDocument(source: string): Prepared {
  const known = documents.get(source)
  if (known) return known
  const prepared = parseAndValidate(source)
  documents.set(source, prepared)
  return prepared
}

function parseAndValidate(source: string): Prepared {
  try {
    const document = parse(source)
    const errors = validate(schema, document)
    return errors.length > 0 ? { errors } : { document }
  } catch (error) {
    return { errors: [error as GraphQLError] }
  }
}

const log = pino({ level: 'silent' })

/** Executes operations against a database without a server, and tells the statements that each one sent. */
export function createAsk(database: Database, more: Partial<Services> = {}) {
  const cursors = new Cursors('a secret of the tests alone')
  const services: Services = {
    live: new Live(database, cursors),
    database,
    cursors,
    ...more,
  }
  return async <Data = Record<string, unknown>>(
    viewer: Viewer | null,
    source: string,
    variableValues: Record<string, unknown> = {},
  ): Promise<Asked<Data>> => {
    const sent: Sent[] = []
    const contextValue = createContext({
      services,
      viewer,
      requestId: 'test',
      log,
      onStatement: (statement) => sent.push(statement),
    })
    const prepared = prepareDocument(source)
    if ('errors' in prepared) return { data: undefined, errors: prepared.errors, sent }
    const { document } = prepared
    const { data, errors } = await execute({ schema, document, variableValues, contextValue, rootValue: {} })
    return { data: data as Data | null | undefined, errors, sent }
  }
}
