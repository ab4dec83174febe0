import type { GraphQLResolveInfo } from 'graphql'
import { type Model, table } from '../data/batching/table.ts'
import { StateStream } from '../live/state-stream.ts'
import type { WatchKey } from '../live/watch-keys.ts'
import type { RowOf } from './builder.ts'
import type { Context } from './context.ts'
import { UnauthenticatedError } from './errors.ts'
import { rightToSeeInSession } from './log-entries.ts'
import { keyFrom } from './nodes.ts'
import { readRow } from './relations.ts'
import { NotForThisViewer, type Rights, type Watch, watch } from './subscription.ts'

/** The rows of a table that name something in a column. */
export const rowsOf = (model: Model, column: string, key: string): WatchKey => ({
  table: table(model).name,
  column,
  key,
})

/** Subscribes to the state of one row that the viewer may see, and of what else `changes` names. */
export async function watchState(
  context: Context,
  model: Model,
  id: string,
  changes: (key: string) => readonly WatchKey[],
): Promise<Watch> {
  const key = keyFrom(model, id)
  return watchChanges(context, await rightToSeeInSession(context, model, key), changes(key ?? ''))
}

/** Subscribes to what is the viewer's own. */
export function watchOwn(context: Context, changes: (viewer: string) => readonly WatchKey[]): Promise<Watch> {
  const rights: Rights = {
    interests: [],
    async check({ viewer }) {
      if (!viewer) throw new UnauthenticatedError()
    },
  }
  return watchChanges(context, rights, changes(context.viewer?.id ?? ''))
}

function watchChanges(context: Context, rights: Rights, changes: readonly WatchKey[]): Promise<Watch> {
  return watch(
    context,
    rights,
    () => new StateStream(context.services.live, JSON.stringify(changes), changes),
  )
}

/** The row that a subscription's event is about; the event is left out where the viewer may not see it (any more). */
export async function rowToTell<Name extends Model>(
  context: Context,
  info: GraphQLResolveInfo,
  model: Name,
  id: string | null | undefined,
): Promise<RowOf<Name>> {
  const row = await readRow(context, info, model, 'id', id)
  if (!row) throw new NotForThisViewer()
  return row
}
