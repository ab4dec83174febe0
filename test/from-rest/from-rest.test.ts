import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import {
  type DocumentNode,
  type GraphQLInputType,
  getNamedType,
  getOperationAST,
  isInputObjectType,
  Kind,
  type SelectionSetNode,
  typeFromAST,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import { schema } from '../../src/schema/schema.ts'
import { operations } from '../support/operations.ts'
import { restCalls, socketEvents } from './platform-calls.ts'

type Row = {
  readonly calls: string[]
  readonly documents: DocumentNode[]
  readonly fields: string[]
  text: string
}

const page = readFileSync(new URL('../../docs/how-to/from-rest.md', import.meta.url), 'utf8')
const spans = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, span = '']) => span)

/** Returns the document that a link of the page names. */
function documentOf(link: string): DocumentNode {
  const found = operations.find(({ name }) => link === `../../test/operations/${name}.graphql`)
  if (!found) throw new Error(`${link} is not an operation`)
  return found.document
}

function readRow(line: string): Row {
  const [, calls = '', operation = '', fields = ''] = line
    .split(' | ')
    .flatMap((cell) => cell.split(/^\| | \|$/))
  return {
    calls: spans(calls),
    documents: [...operation.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => documentOf(link)),
    fields: spans(fields).flatMap(
      (span) => / → ([\w.]+)$/.exec(span)?.[1] ?? /^input\.\w+$/.exec(span)?.[0] ?? [],
    ),
    text: operation,
  }
}

const tables = page.matchAll(/\| (?:Call|Event) \| Operation \| Field by field \|\n.*\n((?:\|.*\n)+)/g)
const rows = [...tables].flatMap(([, table = '']) => table.trim().split('\n').map(readRow))

/** Returns the path of every field that a document selects. */
function selectedPaths(document: DocumentNode): string[][] {
  const walk = ({ selections }: SelectionSetNode, path: string[]): string[][] =>
    selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) {
        const below = [...path, selection.name.value]
        return [below, ...(selection.selectionSet ? walk(selection.selectionSet, below) : [])]
      }
      if (selection.kind === Kind.INLINE_FRAGMENT) return walk(selection.selectionSet, path)
      const fragment = document.definitions.find(
        (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value,
      )
      return fragment?.kind === Kind.FRAGMENT_DEFINITION ? walk(fragment.selectionSet, path) : []
    })
  const operation = getOperationAST(document)
  return operation ? walk(operation.selectionSet, []) : []
}

/** Whether the parts are selected below each other, in this order; levels between them may be left out. */
function isSelected(document: DocumentNode, parts: readonly string[]): boolean {
  return selectedPaths(document).some((path) => {
    let place = 0
    for (const name of path) if (name === parts[place]) place++
    return place === parts.length && path.at(-1) === parts.at(-1)
  })
}

/** Whether it is a variable of the document, or a field of the input that one takes. */
function isVariable(document: DocumentNode, [name, ...fields]: readonly string[]): boolean {
  const variable = getOperationAST(document)?.variableDefinitions?.find(
    (one) => one.variable.name.value === name,
  )
  if (!variable) return false
  let type = typeFromAST(schema, variable.type as never) as GraphQLInputType | undefined
  for (const field of fields) {
    const input = getNamedType(type)
    type = isInputObjectType(input) ? input.getFields()[field]?.type : undefined
  }
  return type !== undefined
}

describe('docs/how-to/from-rest.md', () => {
  it('has one row for each call and event of the platform’s client', () => {
    const named = rows.flatMap(({ calls }) => calls)
    expect(named.toSorted()).toEqual([...restCalls, ...socketEvents].toSorted())
  })

  it('names an operation in each row, or says that it stays with the platform', () => {
    const without = rows.filter(({ documents, text }) => (text === 'platform') === documents.length > 0)
    expect(without).toEqual([])
  })

  it.each(rows.filter(({ documents }) => documents.length > 0))('maps the fields of $calls', (row) => {
    const unknown = row.fields.filter(
      (field) =>
        !row.documents.some(
          (document) => isSelected(document, field.split('.')) || isVariable(document, field.split('.')),
        ),
    )
    expect(unknown).toEqual([])
    expect(row.fields.length).toBeGreaterThan(0)
  })

  it.each(
    rows.filter(
      ({ calls, documents }) => documents.length > 1 && calls.every((call) => call.startsWith('GET ')),
    ),
  )('answers $calls with one operation', ({ documents, fields }) => {
    const missing = documents.map((document) =>
      fields.filter((field) => {
        const path = field.split('.')
        return !isSelected(document, path) && !isVariable(document, path)
      }),
    )
    expect(missing).toContainEqual([])
  })

  it('shows the code that is tested', () => {
    for (const [, path = '', shown] of page.matchAll(/<!-- (\S+\.ts) -->\n```ts\n([\s\S]*?)```/g)) {
      expect(shown, basename(path)).toBe(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'))
    }
    expect(page.match(/<!-- \S+\.ts -->/g)).toHaveLength(3)
  })
})
