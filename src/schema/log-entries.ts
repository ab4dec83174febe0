import type { FieldMap } from '@pothos/core'
import { InvalidCursorError } from '../data/batching/cursor.ts'
import { type Model, table } from '../data/batching/table.ts'
import { BadInputError, SubscriptionNotFoundError } from '../errors/client-errors.ts'
import type { LogEntry } from '../live/log-entry.ts'
import { LogStream, type LogStreamOptions } from '../live/log-stream.ts'
import { builder, type SchemaTypes } from './builder.ts'
import type { Context } from './context.ts'
import { toModelKey } from './nodes.ts'
import { openSource, type Rights, type SubscriptionSource } from './subscription.ts'

const StreamEntry = builder.interfaceRef<LogEntry>('StreamEntry').implement({
  description: 'An entry of a log.',
  fields: (t) => ({
    cursor: t.exposeString('cursor', {
      description:
        'The cursor of this entry: pass it as `after` to resume behind it, at any time and on any instance.',
    }),
    createdAt: t.field({
      type: 'DateTime',
      description: 'When it happened, by its writer’s clock. Entries may arrive after younger ones.',
      resolve: ({ time }) => time,
    }),
  }),
})

const GapReason = builder.enumType('StreamGapReason', {
  description: 'Why a stream could not be resumed from a cursor.',
  values: {
    OTHER_DATABASE: {
      description:
        'The database is another than before, or its history is: a failover, a restored backup, or a crash that took back rows which had been delivered. The whole log follows.',
    },
    ROWS_REMOVED: {
      description:
        'The row that the cursor stands on was removed, and others after it may have been. What is there follows.',
    },
  } as const,
})

const gap = ({ about }: LogEntry) => (about.kind === 'gap' ? about.reason : 'ROWS_REMOVED')

export const StreamGap = entryType(
  'StreamGap',
  'A gap: the following entries do not continue those before.',
  (t) => ({
    reason: t.field({
      type: GapReason,
      description: 'Why the stream could not be resumed.',
      resolve: gap,
    }),
  }),
)

/** Defines the fields of a log entry. */
export type EntryFields = (t: PothosSchemaTypes.ObjectFieldBuilder<SchemaTypes, LogEntry>) => FieldMap

/** Defines an object type of log entries, with the fields of the `StreamEntry` interface. */
export function entryType(name: string, description: string, fields: EntryFields) {
  return builder.objectRef<LogEntry>(name).implement({ description, interfaces: [StreamEntry], fields })
}

/** Defines the union of log entry types, resolved by the model of the entry's row. */
export function entryUnion(
  name: string,
  description: string,
  types: readonly ReturnType<typeof entryType>[],
  typeOf: (model: Model) => string,
) {
  return builder.unionType(name, {
    description,
    types: [...types, StreamGap],
    resolveType: ({ about }) => {
      if (about.kind === 'gap') return 'StreamGap'
      return about.kind === 'end' ? 'RunEnded' : typeOf(about.model)
    },
  })
}

/** Returns the key of the row that an entry is about; null for an entry without a row. */
export function getRowKey({ about }: LogEntry): string | null {
  return about.kind === 'row' ? about.id : null
}

/**
 * Returns the viewer's right to see a row, re-evaluated while a subscription lasts. A row of a session is
 * visible as long as the session is.
 */
export async function sessionAccess({ loaders }: Context, model: Model, key: string | null): Promise<Rights> {
  const interests = [{ table: table(model).name, column: 'id', key: key ?? '' }]
  if (key && 'sessionId' in table(model).columns) {
    const row = await loaders.loadRow(model, 'id', ['sessionId'], key)
    if (row) interests.push({ table: table('Session').name, column: 'id', key: String(row.sessionId) })
  }
  return {
    interests,
    async check({ loaders }) {
      const row = key && (await loaders.loadRow(model, 'id', ['id'], key))
      if (!row) throw new SubscriptionNotFoundError(model)
    },
  }
}

/** Subscribes to a log about one row that the viewer may see. */
export async function subscribeToLog(
  context: Context,
  model: Model,
  id: string,
  options: (key: string) => LogStreamOptions,
): Promise<SubscriptionSource> {
  const key = toModelKey(model, id)
  const rights = await sessionAccess(context, model, key)
  return openSource(context, rights, () => openLog(context, options(key ?? '')))
}

/** Opens a log at a cursor. Throws `BadInputError` for an invalid cursor. */
export function openLog({ services }: Context, options: LogStreamOptions): LogStream {
  try {
    return new LogStream(services.live, options)
  } catch (error) {
    if (error instanceof InvalidCursorError) throw new BadInputError(error.message)
    throw error
  }
}
