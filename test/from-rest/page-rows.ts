import { readFileSync } from 'node:fs'
import { getOperationAST, Kind } from 'graphql'
import { type Operation, operations } from '../support/operations.ts'

/** A row of a table of the page: the platform's calls or events, and the operations and fields that answer them. */
export type PageRow = {
  readonly calls: string[]
  readonly operations: Operation[]
  /** The paths of the gateway's fields and variables. */
  readonly fields: string[]
  readonly operationText: string
}

export const page = readFileSync(new URL('../../docs/how-to/from-rest.md', import.meta.url), 'utf8')
const spans = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, span = '']) => span)

/** Returns the operation that a link of the page names. */
function operationOf(link: string): Operation {
  const found = operations.find(({ name }) => link === `../../test/operations/${name}.graphql`)
  if (!found) throw new Error(`${link} is not an operation`)
  return found
}

function readRow(line: string): PageRow {
  const [, calls = '', operation = '', fields = ''] = line
    .split(' | ')
    .flatMap((cell) => cell.split(/^\| | \|$/))
  return {
    calls: spans(calls),
    operations: [...operation.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => operationOf(link)),
    fields: spans(fields).flatMap(
      (span) => / → ([\w.]+)$/.exec(span)?.[1] ?? /^input\.\w+$/.exec(span)?.[0] ?? [],
    ),
    operationText: operation,
  }
}

const tables = page.matchAll(/\| (?:Call|Event) \| Operation \| Field by field \|\n.*\n((?:\|.*\n)+)/g)
export const rows = [...tables].flatMap(([, table = '']) => table.trim().split('\n').map(readRow))

/**
 * Calls that read, and events; their fields are answers, those of other calls are inputs. What is never stored is not in any
 * database: `test/live/deltas` has it.
 */
export const isRead = ({ calls, operations }: PageRow) =>
  operations.length > 0 &&
  operations.every(({ name }) => name !== 'live/session-deltas') &&
  calls.every((call) => !/^(POST|PUT|PATCH|DELETE) /.test(call))

/** The names of the variables of an operation. */
export const variablesOf = ({ document }: Operation): string[] =>
  (getOperationAST(document)?.variableDefinitions ?? []).flatMap(({ variable }) =>
    variable.kind === Kind.VARIABLE ? variable.name.value : [],
  )
