import { type ExecutionResult, graphql } from 'graphql'
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

/** Executes operations against a database without a server, and tells the statements that each one sent. */
export function asking(database: Database, more: Partial<Services> = {}) {
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
      log: pino({ level: 'silent' }),
      onStatement: (statement) => sent.push(statement),
    })
    const { data, errors } = await graphql({ schema, source, variableValues, contextValue, rootValue: {} })
    return { data: data as Data | null | undefined, errors, sent }
  }
}
