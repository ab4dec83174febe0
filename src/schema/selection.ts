import {
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql'
import type { Loaders } from '../data/batching/loaders.ts'
import { type Model, table } from '../data/batching/table.ts'
import { columnsOf } from './columns.ts'

type Reader = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments' | 'schema'>

// A document is parsed once and executed many times: what a field of it reads does not change.
const known = new WeakMap<FieldNode, Map<string, readonly string[]>>()

/**
 * The columns that the selection under the current field reads from rows of this model: those of the fields asked for,
 * and the key. Fields that `@skip` or `@include` leave out count too. In a connection, the rows are its nodes.
 */
export function columnsRead(
  info: Reader,
  model: Model,
  rows: 'itself' | 'nodes' = 'itself',
): readonly string[] {
  const [node, ...merged] = info.fieldNodes
  if (!node || merged.length > 0) return collect(info, model, rows)
  const ofNode = known.get(node) ?? new Map<string, readonly string[]>()
  known.set(node, ofNode)
  const key = `${model} ${rows}`
  const columns = ofNode.get(key) ?? collect(info, model, rows)
  ofNode.set(key, columns)
  return columns
}

/**
 * The columns that a field of this name, under the current field and on objects of this type, reads from rows of this
 * model; the key alone where it is not asked for.
 */
export function columnsBelow(
  info: Reader,
  type: GraphQLObjectType,
  name: string,
  model: Model,
): readonly string[] {
  const { fragments, schema } = info
  return columnsRead({ fieldNodes: fieldsNamed(info, type, name), fragments, schema }, model)
}

/** What the selection under the current field, a connection, asks of its `pageInfo`: names of fields. */
export function pageInfoAsked(info: Reader): ReadonlySet<string> {
  const asked = new Set<string>()
  for (const { selectionSet } of fieldsNamed(info, null, 'pageInfo'))
    if (selectionSet) eachField(info, selectionSet, null, ({ name }) => asked.add(name.value))
  return asked
}

/** The fields of this name that the current field selects of an object of this type (of any, for `null`). */
function fieldsNamed(info: Reader, type: GraphQLObjectType | null, name: string): FieldNode[] {
  const found: FieldNode[] = []
  for (const { selectionSet } of info.fieldNodes) {
    if (!selectionSet) continue
    eachField(info, selectionSet, type, (field) => {
      if (field.name.value === name) found.push(field)
    })
  }
  return found
}

/**
 * What a field needs for all rows of a level, made once a request. A field that several selections ask for together is
 * planned anew for each row: which selections meet may differ from place to place.
 */
export function planned<Plan>(
  context: { loaders: Loaders },
  info: Reader,
  owner: object,
  make: () => Plan,
): Plan {
  const [node, ...merged] = info.fieldNodes
  return node && merged.length === 0 ? context.loaders.plan(node, owner, make) : make()
}

function collect(info: Reader, model: Model, rows: 'itself' | 'nodes'): readonly string[] {
  const type = info.schema.getType(model)
  if (!isObjectType(type)) throw new Error(`${model} is no type of the schema`)
  const columns = new Set(table(model).key)
  const read = (field: FieldNode) => {
    for (const column of columnsOf(type.getFields()[field.name.value] ?? { extensions: {} }))
      columns.add(column)
  }
  for (const { selectionSet } of info.fieldNodes) {
    if (!selectionSet) continue
    if (rows === 'itself') eachField(info, selectionSet, type, read)
    else eachNode(info, selectionSet, (ofNode) => eachField(info, ofNode, type, read))
  }
  return [...columns].sort()
}

/** Visits the selections of a connection's nodes, whichever way they are asked for. */
function eachNode(
  info: Reader,
  connection: SelectionSetNode,
  visit: (selection: SelectionSetNode) => void,
): void {
  eachField(info, connection, null, (field) => {
    if (!field.selectionSet) return
    if (field.name.value === 'nodes') visit(field.selectionSet)
    if (field.name.value !== 'edges') return
    eachField(info, field.selectionSet, null, (edge) => {
      if (edge.name.value === 'node' && edge.selectionSet) visit(edge.selectionSet)
    })
  })
}

/** Visits the fields of a selection that apply to an object of this type (to any, for `null`), fragments included. */
export function eachField(
  info: Reader,
  selection: SelectionSetNode,
  type: GraphQLObjectType | null,
  visit: (field: FieldNode) => unknown,
): void {
  for (const part of selection.selections) {
    if (part.kind === Kind.FIELD) {
      visit(part)
      continue
    }
    const fragment = part.kind === Kind.FRAGMENT_SPREAD ? info.fragments[part.name.value] : part
    const condition = fragment?.typeCondition?.name.value
    if (fragment && applies(info, type, condition)) eachField(info, fragment.selectionSet, type, visit)
  }
}

function applies(info: Reader, type: GraphQLObjectType | null, condition: string | undefined): boolean {
  if (!type || !condition || condition === type.name) return true
  const other: GraphQLNamedType | undefined = info.schema.getType(condition)
  return isAbstractType(other) && info.schema.isSubType(other, type)
}
