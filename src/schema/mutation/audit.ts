import type { Model } from '../../data/batching/table.ts'
import type { Context } from '../context.ts'
import type { Fields } from '../inputs.ts'
import { toModelKey } from '../nodes.ts'
import type { Call, Handler } from './call.ts'
import type { PayloadModels } from './options.ts'

const maxLoggedIds = 50

/** Logs one line per call: viewer, mutation, row keys of input and payload, outcome. */
export const withAudit =
  (name: string, inputs: Fields, payload: PayloadModels = {}) =>
  (next: Handler<Call>): Handler<Call> => {
    const idFields = listIdFields(inputs)
    const rowFields = Object.keys(payload)
    return async (call) => {
      const rows = keysIn(call.given, idFields)
      try {
        const done = await next(call)
        for (const field of rowFields) rows[field] = done[field]
        log(call.context, name, { outcome: 'done', rows })
        return done
      } catch (error) {
        log(call.context, name, { outcome: error instanceof Error ? error.constructor.name : 'failed', rows })
        throw error
      }
    }
  }

type IdField = { readonly name: string; readonly model: Model }

/** Returns the fields of an input that are ids of rows. */
const listIdFields = (fields: Fields): readonly IdField[] =>
  Object.entries(fields).flatMap(([name, { model }]) => (model ? [{ name, model }] : []))

/** Returns the row keys in the input. Malformed ids are left out, because their content is arbitrary. */
function keysIn(input: Call['given'], fields: readonly IdField[]): Record<string, unknown> {
  const keys: Record<string, unknown> = {}
  for (const { name, model } of fields) {
    const given = input[name]
    if (given == null) continue
    const ids: unknown[] = Array.isArray(given) ? given.slice(0, maxLoggedIds) : [given]
    const known = ids.map((id) => toModelKey(model, String(id))).filter((key) => key !== null)
    keys[name] = Array.isArray(given) ? known : known[0]
  }
  return keys
}

/** Only row keys are logged, because values may be secret. */
function log(context: Context, mutation: string, facts: Record<string, unknown>): void {
  context.log.info({ mutation, viewer: context.viewer?.id, requestId: context.requestId, ...facts }, 'write')
}
