import type { Model } from '../../data/batching/table.ts'
import type { Handler, Result, ValidCall } from './call.ts'
import type { ChangedRows, Mutation, PayloadModels } from './options.ts'

/** The prefixes of the keys under which the platform caches rows, for up to an hour. */
const prefixes: Partial<Record<Model, string>> = {
  Session: 'sessions:session:',
  RunTask: 'tasks:run_task:',
  User: 'users:user:',
}

/** Evicts what the mutation changed from the platform's cache, once it is committed. */
export const withEviction =
  ({ payload = {} }: Mutation) =>
  (next: Handler<ValidCall>): Handler<ValidCall> =>
  (call) => {
    const { platform } = call.context.services
    if (!platform) return next(call)
    return next(call).then((done) => {
      platform.evict(cacheKeys(done, payload))
      return done
    })
  }

function cacheKeys(done: Result, payload: PayloadModels): string[] {
  const { changed = {} } = done as { readonly changed?: ChangedRows }
  const answered = Object.entries(payload).map(([field, model]) => [model, [done[field]]] as const)
  const rows = [...answered, ...Object.entries(changed)]
  return rows.flatMap(([model, keys]) => {
    const prefix = prefixes[model as Model]
    return prefix ? keys.filter((key) => typeof key === 'string').map((key) => prefix + key) : []
  })
}
