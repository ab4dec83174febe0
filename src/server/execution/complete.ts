import { inspect } from 'node:util'
import {
  defaultTypeResolver,
  type GraphQLAbstractType,
  GraphQLID,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLString,
  getNamedType,
  isIntrospectionType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type ResponsePath,
} from 'graphql'
import { inTurn, isTurnSpent } from '../../data/turns.ts'
import { createExecutionError } from '../../errors/execution-errors.ts'
import { shortText } from '../../schema/answer-size.ts'
import type { Context } from '../../schema/context.ts'
import { checkWanted } from '../../schema/in-turns.ts'
import {
  type CompleteValue,
  type ExecutionContext,
  type FieldPlan,
  LazyResolveInfo,
} from './execution-context.ts'
import { executeFields, getSubfields } from './fields.ts'
import { isPromise } from './promise.ts'

const known = new WeakMap<GraphQLOutputType, CompleteValue>()

/** Returns the completion function of a type, created once per type. */
export function getCompleteValue(type: GraphQLOutputType): CompleteValue {
  let found = known.get(type)
  if (!found) {
    found = make(type)
    known.set(type, found)
  }
  return found
}

function make(type: GraphQLOutputType): CompleteValue {
  if (isNonNullType(type)) return completeNonNull(getCompleteValue(type.ofType))
  if (isListType(type)) return nullable(list(type.ofType))
  if (isLeafType(type)) return nullable(leaf(type))
  return nullable(isObjectType(type) ? object(type) : abstract(type))
}

function completeNonNull(inner: CompleteValue): CompleteValue {
  return (run, field, value, path) => {
    const completed = inner(run, field, value, path)
    if (completed !== null) return completed
    throw new Error(`Cannot return null for non-nullable field ${field.parent.name}.${field.def.name}.`)
  }
}

function nullable(inner: CompleteValue): CompleteValue {
  return (run, field, value, path) => {
    if (value == null) return null
    if (typeof value === 'object' && value instanceof Error) throw value
    return inner(run, field, value, path)
  }
}

function leaf(type: GraphQLLeafType): CompleteValue {
  const serialize = (value: unknown) => {
    const written = type.serialize(value)
    if (written != null) return written
    throw new Error(
      `Expected \`${inspect(String(type))}.serialize(${inspect(value)})\` to return non-nullable value, returned: ${written}`,
    )
  }
  if (type !== GraphQLString && type !== GraphQLID) {
    return (run, _field, value) => {
      const written = serialize(value)
      if (typeof written === 'object') run.size.addJson(written)
      else if (typeof written === 'string' && written.length > shortText) run.size.addText(written)
      return written
    }
  }
  return (run, _field, value) => {
    if (typeof value !== 'string') return serialize(value)
    if (value.length > shortText) run.size.addText(value)
    return value
  }
}

type Items = { readonly complete: CompleteValue; readonly isNullable: boolean }

function list(of: GraphQLOutputType): CompleteValue {
  const type: Items = { complete: getCompleteValue(of), isNullable: !isNonNullType(of) }
  const named = getNamedType(of)
  // Introspection has reserved the turn that it executes in.
  const mayWait = !isLeafType(named) && !isIntrospectionType(named)
  return (run, field, value, path) => {
    const items = Array.isArray(value) ? value : toItems(value, field)
    run.size.addBytes(items.length)
    return mayWait && isTurnSpent() && !items.some(isPromise)
      ? completeItemsLater(type, run, field, items, path)
      : completeItems(type, run, field, items, path)
  }
}

/**
 * Completes the items in a later turn of the event loop, all together: fields that are masked would each wait for one, which
 * took a sixth of the processor time of 8 requests at once for 1,000 messages each.
 */
function completeItemsLater(
  type: Items,
  run: ExecutionContext,
  field: FieldPlan,
  items: readonly unknown[],
  path: ResponsePath | undefined,
) {
  return inTurn(
    () => completeItems(type, run, field, items, path),
    () => checkWanted((run.context ?? {}) as Partial<Context>),
  )
}

function completeItems(
  { complete, isNullable }: Items,
  run: ExecutionContext,
  field: FieldPlan,
  items: readonly unknown[],
  path: ResponsePath | undefined,
): unknown[] | Promise<unknown[]> {
  const { nodes } = field
  const completed = new Array<unknown>(items.length)
  let isLate = false
  for (let index = 0; index < items.length; index += 1) {
    const place = { prev: path, key: index, typename: undefined }
    const item: unknown = items[index]
    try {
      const done = isPromise(item)
        ? completePromise(complete, run, field, item, place)
        : complete(run, field, item, place)
      if (isPromise(done)) {
        isLate = true
        completed[index] = run.handleFieldRejection(done, nodes, isNullable, place)
      } else completed[index] = done
    } catch (raw) {
      // An error of a non-null item is rethrown; a later rejection of another item would be unhandled and
      // end the process.
      if (isLate && !isNullable) void Promise.allSettled(completed)
      completed[index] = run.handleFieldError(raw, nodes, isNullable, place)
    }
  }
  return isLate ? Promise.all(completed) : completed
}

// Not nested in the list's function: see `executeField`.
function completePromise(
  complete: CompleteValue,
  run: ExecutionContext,
  field: FieldPlan,
  value: Promise<unknown>,
  path: ResponsePath | undefined,
) {
  return value.then((arrived) => complete(run, field, arrived, path))
}

function toItems(value: unknown, { parent, def }: FieldPlan): unknown[] {
  if (typeof value === 'object' && value !== null && Symbol.iterator in value)
    return [...(value as Iterable<unknown>)]
  throw createExecutionError(
    `Expected Iterable, but did not find one for field "${parent.name}.${def.name}".`,
  )
}

function object(type: GraphQLObjectType): CompleteValue {
  const { isTypeOf } = type
  const answer: CompleteValue = (run, field, value, path) =>
    executeFields(run, getSubfields(run, field, type), value, path)
  if (!isTypeOf) return answer
  return (run, field, value, path) => {
    const check = (isOfType: boolean) => {
      if (isOfType) return answer(run, field, value, path)
      throw createExecutionError(`Expected value of type "${type.name}" but got: ${inspect(value)}.`, {
        nodes: field.nodes,
      })
    }
    const isOfType = isTypeOf(value, run.context, new LazyResolveInfo(run, field, path?.prev))
    return isPromise(isOfType) ? isOfType.then(check) : check(isOfType)
  }
}

function abstract(type: GraphQLAbstractType): CompleteValue {
  const resolve = type.resolveType ?? defaultTypeResolver
  return (run, field, value, path) => {
    const name = resolve(value, run.context, new LazyResolveInfo(run, field, path?.prev), type)
    if (isPromise(name)) return completedAsLater(type, name, run, field, value, path)
    return completedAs(type, name, run, field, value, path)
  }
}

async function completedAsLater(
  type: GraphQLAbstractType,
  name: Promise<string | undefined>,
  run: ExecutionContext,
  field: FieldPlan,
  value: unknown,
  path: ResponsePath | undefined,
) {
  return completedAs(type, await name, run, field, value, path)
}

function completedAs(
  type: GraphQLAbstractType,
  name: string | undefined,
  run: ExecutionContext,
  field: FieldPlan,
  value: unknown,
  path: ResponsePath | undefined,
) {
  const { schema } = run.plan
  const found = name === undefined ? undefined : schema.getType(name)
  if (isObjectType(found) && schema.isSubType(type, found))
    return getCompleteValue(found)(run, field, value, path)
  throw createExecutionError(
    `Abstract type "${type.name}" must resolve to one of its object types at runtime for field "${field.parent.name}.${field.def.name}", not to ${inspect(name)}.`,
    { nodes: field.nodes },
  )
}
