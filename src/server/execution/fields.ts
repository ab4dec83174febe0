import { type GraphQLObjectType, getArgumentValues, type ResponsePath } from 'graphql'
import {
  type ExecutionContext,
  type FieldPlan,
  LazyResolveInfo,
  type Selection,
  toResponsePath,
} from './execution-context.ts'
import { isPromise } from './promise.ts'

type Answer = Record<string, unknown>

const noArguments: Readonly<Record<string, unknown>> = Object.freeze({})

/** Executes the fields of an object in parallel; returns a promise if any field does. */
export function executeFields(
  run: ExecutionContext,
  { fields, hasProto, bytes }: Selection,
  source: unknown,
  path: ResponsePath | undefined,
): Answer | Promise<Answer> {
  run.size.addObject(bytes)
  const answer = emptyAnswer(hasProto)
  let late: string[] | undefined
  try {
    // Indexed access: V8 does not always eliminate an iterator's allocation.
    for (let index = 0; index < fields.length; index += 1) {
      const field = fields[index] as FieldPlan
      const value = executeField(run, field, source, path)
      answer[field.key] = value
      if (!isPromise(value)) continue
      late ??= []
      late.push(field.key)
    }
  } catch (error) {
    if (!late) throw error
    // The other fields may reject too, which must not be unhandled.
    return awaitFields(answer, late).finally(() => {
      throw error
    })
  }
  return late ? awaitFields(answer, late) : answer
}

/** Executes the fields of an object serially: mutations. */
export async function executeFieldsSerially(
  run: ExecutionContext,
  { fields, hasProto }: Selection,
  source: unknown,
): Promise<Answer> {
  const answer = emptyAnswer(hasProto)
  for (const field of fields) answer[field.key] = await executeField(run, field, source, undefined)
  return answer
}

/**
 * Objects with a common shape are faster to fill and serialize, but `__proto__` would not become a property
 * of one.
 */
function emptyAnswer(hasProto: boolean): Answer {
  return hasProto ? Object.create(null) : {}
}

async function awaitFields(answer: Answer, late: readonly string[]): Promise<Answer> {
  if (late.length === 1) {
    const only = late[0] as string
    answer[only] = await answer[only]
    return answer
  }
  const waiting: unknown[] = []
  for (const key of late) waiting.push(answer[key])
  const values = await Promise.all(waiting)
  for (let i = 0; i < late.length; i += 1) answer[late[i] as string] = values[i]
  return answer
}

// Runs for every value of a response: it allocates nothing that only errors need, and no closures, for which
// V8 would allocate a context at each call.
function executeField(
  run: ExecutionContext,
  field: FieldPlan,
  source: unknown,
  above: ResponsePath | undefined,
): unknown {
  const path = field.hasSubfields ? toResponsePath(field, above) : undefined
  try {
    const value = resolved(run, field, source, above)
    if (isPromise(value)) return completedLater(run, field, value, path ?? toResponsePath(field, above))
    const completed = field.complete(run, field, value, path)
    if (!isPromise(completed)) return completed
    return run.handleFieldRejection(
      completed,
      field.nodes,
      field.isNullable,
      path ?? toResponsePath(field, above),
    )
  } catch (raw) {
    return failed(run, field, raw, path ?? toResponsePath(field, above))
  }
}

function resolved(
  run: ExecutionContext,
  field: FieldPlan,
  source: unknown,
  above: ResponsePath | undefined,
): unknown {
  if (field.property !== undefined) {
    const value = (source as Answer | undefined)?.[field.property]
    if (typeof value !== 'function') return value
  }
  return field.resolve(source, getArguments(run, field), run.context, new LazyResolveInfo(run, field, above))
}

async function completedLater(
  run: ExecutionContext,
  field: FieldPlan,
  value: Promise<unknown>,
  path: ResponsePath,
) {
  try {
    const completed = field.complete(run, field, await value, path)
    // Awaiting what is not a promise would take a promise and a microtask.
    return isPromise(completed) ? await completed : completed
  } catch (raw) {
    return failed(run, field, raw, path)
  }
}

function failed(
  run: ExecutionContext,
  { nodes, isNullable }: FieldPlan,
  raw: unknown,
  path: ResponsePath,
): null {
  return run.handleFieldError(raw, nodes, isNullable, path)
}

function getArguments(run: ExecutionContext, field: FieldPlan): Readonly<Record<string, unknown>> {
  if (field.def.args.length === 0) return noArguments
  const known = run.args.get(field)
  if (known) return known
  const made = getArgumentValues(field.def, field.nodes[0], run.variables)
  run.args.set(field, made)
  return made
}

/** Returns the planned subfields of a field's object of this type. */
export function getSubfields(run: ExecutionContext, field: FieldPlan, type: GraphQLObjectType): Selection {
  const known = field.subfieldsByType.get(type)
  if (known) return known
  const made = run.plan.planSubfields(type, field.nodes)
  field.subfieldsByType.set(type, made)
  return made
}
