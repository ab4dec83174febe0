import { type GraphQLObjectType, getArgumentValues, type ResponsePath } from 'graphql'
import { type ExecutionContext, LazyResolveInfo, pathOf } from './execution-context.ts'
import type { FieldPlan, Selection } from './plan.ts'
import { isPromise } from './promise.ts'

type Answer = Record<string, unknown>

const noArguments: Readonly<Record<string, unknown>> = Object.freeze({})

/** The answer for an object: a promise where any part of it is one. */
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
    // By index: an iterator would be made for each object wherever V8 does not see that it can do without.
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
    // The others may fail too, and somebody has to hear of it.
    return awaitFields(answer, late).finally(() => {
      throw error
    })
  }
  return late ? awaitFields(answer, late) : answer
}

/** The same, where each field is to be answered before the next begins: mutations. */
export async function executeFieldsSerially(
  run: ExecutionContext,
  { fields, hasProto }: Selection,
  source: unknown,
): Promise<Answer> {
  const answer = emptyAnswer(hasProto)
  for (const field of fields) answer[field.key] = await executeField(run, field, source, undefined)
  return answer
}

/** Objects made alike are cheaper to fill and to write; but `__proto__` would not become a property of such an object. */
function emptyAnswer(hasProto: boolean): Answer {
  return hasProto ? Object.create(null) : {}
}

async function awaitFields(answer: Answer, late: readonly string[]): Promise<Answer> {
  const [only, ...more] = late
  if (only !== undefined && more.length === 0) {
    answer[only] = await answer[only]
    return answer
  }
  const values = await Promise.all(late.map((key) => answer[key]))
  for (let i = 0; i < late.length; i += 1) answer[late[i] as string] = values[i]
  return answer
}

// Runs for every value of an answer: nothing is made here that only a failure needs. Nor is a function written inside this
// one, for which V8 would set aside what it refers to at each call, whether it comes to be used or not.
function executeField(
  run: ExecutionContext,
  field: FieldPlan,
  source: unknown,
  above: ResponsePath | undefined,
): unknown {
  const path = field.hasSubfields ? pathOf(field, above) : undefined
  try {
    const value = resolved(run, field, source, above)
    if (isPromise(value)) return completedLater(run, field, value, path ?? pathOf(field, above))
    const completed = field.complete(run, field, value, path)
    if (!isPromise(completed)) return completed
    return run.handleFieldRejection(completed, field.nodes, field.isNullable, path ?? pathOf(field, above))
  } catch (raw) {
    return failed(run, field, raw, path ?? pathOf(field, above))
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
  return field.resolve(source, argumentsOf(run, field), run.context, new LazyResolveInfo(run, field, above))
}

async function completedLater(
  run: ExecutionContext,
  field: FieldPlan,
  value: Promise<unknown>,
  path: ResponsePath,
) {
  try {
    return await field.complete(run, field, await value, path)
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

function argumentsOf(run: ExecutionContext, field: FieldPlan): Readonly<Record<string, unknown>> {
  if (field.def.args.length === 0) return noArguments
  const known = run.args.get(field)
  if (known) return known
  const made = getArgumentValues(field.def, field.nodes[0], run.variables)
  run.args.set(field, made)
  return made
}

/** What is selected of an object of this type, which a field answered with. */
export function getSubfields(run: ExecutionContext, field: FieldPlan, type: GraphQLObjectType): Selection {
  const known = field.subfieldsByType.get(type)
  if (known) return known
  const made = run.plan.planSubfields(type, field.nodes)
  field.subfieldsByType.set(type, made)
  return made
}
