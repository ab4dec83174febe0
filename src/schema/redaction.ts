import type { Audience } from '../auth/scrub.ts'
import { defineComputedColumn, defineComputedColumnFrom } from '../data/batching/computed.ts'
import { isResumed } from '../data/resumable.ts'
import { maxUnitsPerTurn, spend, spentInTurn } from '../data/turns.ts'
import { declaredTables } from '../tables/declarations.ts'
import type { Context } from './context.ts'
import { inTurns } from './in-turns.ts'

type Row = Readonly<Record<string, unknown>>

for (const { model, declaration } of declaredTables) {
  const { owners } = declaration
  if (owners?.from) defineComputedColumnFrom(model, 'owners', owners.from, owners.text)
  else if (owners) defineComputedColumn(model, 'owners', owners.text)
}

const owns = (row: object, { viewer }: Context) =>
  viewer !== null && ((row as Row).owners as string | null)?.includes(viewer.id) === true

/**
 * A field over JSON or text that is masked differently for the session's owner and for other viewers;
 * `columns` are the columns it reads. Supports only models that declare their `owners`. After much
 * masking in one turn of the event loop, the field resolves in a later turn.
 */
export function redacted<Value>(columns: readonly string[], read: (row: Row, audience: Audience) => Value) {
  return {
    extensions: { columns: [...columns, 'owners'] },
    resolve: inTurns((row: object, context) => {
      const audience = { owner: owns(row, context), admin: context.viewer?.isAdmin === true }
      return readOnce(row as Row, audience, read)
    }),
  }
}

/** Values that took more work are remembered as long as their row: under other aliases they are asked for again. */
const minRememberedUnits = 20_000

type Remembered = {
  readonly read: unknown
  readonly audience: Audience
  readonly value: unknown
  /** What the value counts as each time: all of it is counted for the answer again. */
  readonly units: number
}
const known = new WeakMap<object, Remembered[]>()

// Not nested in `readOnce`, for whose variables V8 would allocate a context at each call.
function findRemembered(values: readonly Remembered[], { owner, admin }: Audience, read: unknown) {
  return values.find(
    (one) => one.read === read && one.audience.owner === owner && one.audience.admin === admin,
  )
}

function readOnce<Value>(row: Row, audience: Audience, read: (row: Row, audience: Audience) => Value): Value {
  const values = known.get(row)
  const found = values && findRemembered(values, audience, read)
  if (found) {
    spend(found.units)
    return found.value as Value
  }
  const before = spentInTurn()
  const value = read(row, audience)
  const units = isResumed() ? maxUnitsPerTurn : spentInTurn() - before
  // Looked up again: `read` may have remembered a value of the same row.
  if (units >= minRememberedUnits)
    known.set(row, [...(known.get(row) ?? []), { read, audience, value, units }])
  return value
}

type Derived<Value> = {
  readonly extensions: { readonly columns: readonly string[] }
  readonly resolve: (row: object, args: unknown, context: Context) => Value | Promise<Value>
}

/** A derived field visible to the owner and admins; null for other viewers of a public session. */
export function ownerOnly<Value>({ extensions, resolve }: Derived<Value>) {
  return {
    nullable: true as const,
    extensions: { columns: [...extensions.columns, 'owners'] },
    resolve: (row: object, args: object, context: Context): Value | null | Promise<Value> =>
      context.viewer?.isAdmin || owns(row, context) ? resolve(row, args, context) : null,
  }
}
