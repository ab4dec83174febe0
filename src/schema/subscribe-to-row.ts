import type { GraphQLResolveInfo } from 'graphql'
import { type Model, table } from '../data/batching/table.ts'
import { UnauthenticatedError } from '../errors/client-errors.ts'
import { StateStream } from '../live/state-stream.ts'
import { type WatchKey, watchKeyId } from '../live/watch-keys.ts'
import type { RowOf } from './builder.ts'
import type { Context } from './context.ts'
import { sessionAccess } from './log-entries.ts'
import { toModelKey } from './nodes.ts'
import { readRow } from './relations.ts'
import { openSource, type Rights, SkipEvent, type SubscriptionSource } from './subscription.ts'

/** The watch key of a table's rows that have this value in a column. */
export const rowsMatching = (model: Model, column: string, key: string): WatchKey => ({
  table: table(model).name,
  column,
  key,
})

/** Subscribes to one row that the viewer may see, and to everything that is selected below it. */
export async function subscribeToRow(
  context: Context,
  model: Model,
  id: string,
): Promise<SubscriptionSource> {
  const key = toModelKey(model, id)
  return watchState(context, await sessionAccess(context, model, key), rowsMatching(model, 'id', key ?? ''))
}

/** Subscribes to rows of the signed-in viewer, and to everything that is selected below them. */
export function subscribeToViewer(
  context: Context,
  rows: (viewer: string) => WatchKey,
): Promise<SubscriptionSource> {
  const rights: Rights = {
    interests: [],
    async check({ viewer }) {
      if (!viewer) throw new UnauthenticatedError()
    },
  }
  return watchState(context, rights, rows(context.viewer?.id ?? ''))
}

function watchState(context: Context, rights: Rights, rows: WatchKey): Promise<SubscriptionSource> {
  return openSource(context, rights, () => new StateStream(context.services.live, watchKeyId(rows), rows))
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
