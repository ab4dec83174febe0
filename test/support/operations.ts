import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type DocumentNode, getOperationAST, type OperationDefinitionNode, parse } from 'graphql'
import { people } from '../../src/demo/identities.ts'

/** Who may ask in an operation's file: the demo's people, or nobody. */
export const askers = {
  demo: people.demo,
  admin: people.admin,
  stranger: people.maria,
  nobody: null,
} as const

/** The name of the viewer that an operation is asked as. */
export type Asker = keyof typeof askers

/** A named operation of test/operations, and how it is asked. */
export type Operation = {
  /** Its folder and file, without the ending. */
  readonly name: string
  readonly source: string
  readonly document: DocumentNode
  readonly definition: OperationDefinitionNode
  readonly as: Asker
  readonly variables: Record<string, unknown>
  /** Of a subscription that does not end: how many of its events are kept as its answer. */
  readonly maxEvents: number | undefined
  /** Where the answer that it must have is kept. */
  readonly goldenFile: string
  /** Where the statements that it must send are kept, as SQL. */
  readonly goldenStatements: string
}

/** Whether an answer to the operation is kept: each query's is, of others those of which the variables are known. */
export const isAsked = ({ definition, variables, maxEvents }: Operation): boolean =>
  definition.operation === 'query' || maxEvents !== undefined || Object.keys(variables).length > 0

const root = join(dirname(fileURLToPath(import.meta.url)), '..', 'operations')

function read(file: string): Operation {
  const stem = file.replace(/\.graphql$/, '')
  const source = readFileSync(file, 'utf8')
  const document = parse(source)
  const definition = getOperationAST(document)
  if (!definition?.name) throw new Error(`${file} must hold one operation, with a name`)
  const asked = existsSync(`${stem}.json`) ? JSON.parse(readFileSync(`${stem}.json`, 'utf8')) : {}
  const { as = 'demo', variables = {}, events: maxEvents } = asked
  if (!Object.hasOwn(askers, as)) throw new Error(`${stem}.json: "as" must be one of ${Object.keys(askers)}`)
  return {
    name: relative(root, stem),
    source,
    document,
    definition,
    as,
    variables,
    maxEvents,
    goldenFile: `${stem}.golden.json`,
    goldenStatements: `${stem}.golden.sql`,
  }
}

/** Every operation that a screen needs, which is also what the client's types are generated from. */
export const operations: readonly Operation[] = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.graphql'))
  .toSorted()
  .map((file) => read(join(root, file)))
