import type { GraphQLResolveInfo } from 'graphql'
import { type Model, table } from '../data/batching/table.ts'
import { StateStream } from '../live/state-stream.ts'
import type { WatchKey } from '../live/watch-keys.ts'
import type { RowOf } from './builder.ts'
import type { Context } from './context.ts'
import { UnauthenticatedError } from './errors.ts'
import { sessionAccess } from './log-entries.ts'
import { keyFrom } from './nodes.ts'
import { readRow } from './relations.ts'
import { openSource, type Rights, SkipEvent, type SubscriptionSource } from './subscription.ts'

/** The watch key of a table's rows that have this value in a column. */
export const rowsOf = (model: Model, column: string, key: string): WatchKey => ({
  table: table(model).name,
  column,
  key,
})

/** Subscribes to one row that the viewer may see, and to the related rows that `changes` names. */
export async function subscribeToRow(
  context: Context,
  model: Model,
  id: string,
  changes: (key: string) => readonly WatchKey[],
): Promise<SubscriptionSource> {
  const key = keyFrom(model, id)
  return watchChanges(context, await sessionAccess(context, model, key), changes(key ?? ''))
}

/** Subscribes to rows of the signed-in viewer. */
export function subscribeToViewer(
  context: Context,
  changes: (viewer: string) => readonly WatchKey[],
): Promise<SubscriptionSource> {
  const rights: Rights = {
    interests: [],
    async check({ viewer }) {
      if (!viewer) throw new UnauthenticatedError()
    },
  }
  return watchChanges(context, rights, changes(context.viewer?.id ?? ''))
}

function watchChanges(
  context: Context,
  rights: Rights,
  changes: readonly WatchKey[],
): Promise<SubscriptionSource> {
  return openSource(
    context,
    rights,
    () => new StateStream(context.services.live, JSON.stringify(changes), changes),
  )
}

/** Loads the row of a subscription event; throws `SkipEvent` if the viewer may not see it (any more). */
export async function loadEventRow<Name extends Model>(
  context: Context,
  info: GraphQLResolveInfo,
  model: Name,
  id: string | null | undefined,
): Promise<RowOf<Name>> {
  const row = await readRow(context, info, model, 'id', id)
  if (!row) throw new SkipEvent()
  return row
}
