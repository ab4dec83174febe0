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
import { page, rows } from './page-rows.ts'
import { restCalls, socketEvents } from './platform-calls.ts'

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

const isCursor = (path: readonly string[]) => path.at(-1) === 'cursor'

describe('docs/how-to/from-rest.md', () => {
  it('has one row for each call and event of the platform’s client', () => {
    const named = rows.flatMap(({ calls }) => calls)
    expect(named.toSorted()).toEqual([...restCalls, ...socketEvents].toSorted())
  })

  it('names an operation in each row, or says that it stays with the platform', () => {
    const without = rows.filter(
      ({ operations, operationText }) => (operationText === 'platform') === operations.length > 0,
    )
    expect(without).toEqual([])
  })

  it.each(rows.filter(({ operations }) => operations.length > 0))('maps the fields of $calls', (row) => {
    const unknown = row.fields.filter(
      (field) =>
        !row.operations.some(
          ({ document }) => isSelected(document, field.split('.')) || isVariable(document, field.split('.')),
        ),
    )
    expect(unknown).toEqual([])
    expect(row.fields.length).toBeGreaterThan(0)
  })

  it.each(
    rows.filter(
      ({ calls, operations }) => operations.length > 1 && calls.every((call) => call.startsWith('GET ')),
    ),
  )('answers $calls with one operation', ({ operations, fields }) => {
    const missing = operations.map(({ document }) =>
      fields.filter((field) => {
        const path = field.split('.')
        return !isSelected(document, path) && !isVariable(document, path)
      }),
    )
    expect(missing).toContainEqual([])
  })

  // A log is one answer in pieces; a state is the whole answer each time.
  const states = rows.flatMap(({ calls, operations, fields }) =>
    operations
      .filter(({ document, name }) => name.startsWith('live/') && !selectedPaths(document).some(isCursor))
      .filter(() => calls.every((call) => call.startsWith('GET ')))
      .map(({ name, document }) => ({ calls, name, document, fields })),
  )

  it.each(states)('selects the answer of $calls in $name as well', ({ document, fields }) => {
    const missing = fields.filter((field) => !isSelected(document, field.split('.')))
    expect(missing).toEqual([])
  })

  it('shows the code that is tested', () => {
    for (const [, path = '', shown] of page.matchAll(/<!-- (\S+\.ts) -->\n```ts\n([\s\S]*?)```/g)) {
      expect(shown, basename(path)).toBe(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'))
    }
    expect(page.match(/<!-- \S+\.ts -->/g)).toHaveLength(3)
  })
})
