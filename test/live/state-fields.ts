import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isLeafType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { schema } from '../../src/schema/schema.ts'

/** A field below a state, with the selections that lead to the object that has it. */
export type StateField = {
  /** `Type.field`. */
  readonly name: string
  readonly root: Root
  /** From the state to the object, each with its arguments. */
  readonly path: readonly string[]
  /** The field itself, with the least that can be selected of it. */
  readonly selection: string
}

/** The states, with the query that answers the same. */
export const roots = {
  runUpdated: { type: 'RunTask', argument: 'runId', query: 'run' },
  sessionUpdated: { type: 'Session', argument: 'sessionId', query: 'session' },
  viewerUpdated: { type: 'User', argument: null, query: 'viewer' },
} as const

/** A subscription field that streams a state. */
export type Root = keyof typeof roots

/** Fields for one row of a list: the list leads to rows of more kinds. */
const singleOfList = new Set(['lastMessage', 'lastEvent'])

type FieldPath = Pick<StateField, 'root' | 'path'>

/** Every field of every type that can be reached below the states, each by the shortest way to its type. */
export function fieldsBelowStates(values: Readonly<Record<string, string>>): StateField[] {
  const paths = new Map<GraphQLNamedType, FieldPath>()
  const queue: GraphQLNamedType[] = []
  const visit = (type: GraphQLNamedType | undefined, fieldPath: FieldPath) => {
    if (!type || isLeafType(type) || paths.has(type)) return
    paths.set(type, fieldPath)
    queue.push(type)
  }
  for (const [root, { type }] of Object.entries(roots))
    visit(schema.getType(type), { root: root as Root, path: [] })
  const fields: StateField[] = []
  for (const type of queue) {
    const fieldPath = paths.get(type)
    if (!fieldPath) continue
    const next = (step: string) => ({ ...fieldPath, path: [...fieldPath.path, step] })
    if (isAbstractType(type))
      for (const possible of schema.getPossibleTypes(type)) visit(possible, next(`... on ${possible.name}`))
    if (!isObjectType(type)) continue
    for (const field of Object.values(type.getFields())) {
      const call = callOf(type, field, values)
      const below = getNamedType(field.type)
      fields.push({
        ...fieldPath,
        name: `${type.name}.${field.name}`,
        selection: isLeafType(below) ? call : `${call} { __typename }`,
      })
      if (!singleOfList.has(field.name)) visit(below, next(call))
    }
  }
  return fields
}

function callOf(
  type: GraphQLObjectType,
  { name, args }: GraphQLField<unknown, unknown>,
  values: Readonly<Record<string, string>>,
): string {
  const given = args.flatMap((arg) => {
    const value = values[`${type.name}.${name}.${arg.name}`]
    if (value === undefined && isNonNullType(arg.type) && arg.defaultValue === undefined)
      throw new Error(`no value for ${type.name}.${name}(${arg.name})`)
    return value === undefined ? [] : [`${arg.name}: ${value}`]
  })
  return given.length > 0 ? `${name}(${given.join(', ')})` : name
}

/** The text of what is selected of a state. */
export const nest = (path: readonly string[], selection: string): string =>
  path.reduceRight((inner, step) => `${step} { __typename ${inner} }`, selection)

/** The objects at the end of a path in what a state answered. */
export function objectsAt(data: unknown, path: readonly string[]): unknown[] {
  return path.reduce<unknown[]>(
    (values, step) =>
      step.startsWith('...')
        ? values.filter((value) => (value as { __typename?: string }).__typename === step.slice(7))
        : values.flatMap(
            (value) => (value as Record<string, unknown> | null)?.[step.replace(/\(.*/s, '')] ?? [],
          ),
    [data],
  )
}
