import type { LogTopic } from '../../live/log-topic.ts'
import { builder } from '../../schema/builder.ts'
import type { Context } from '../../schema/context.ts'
import { entryType, entryUnion, getRowKey, openLog, subscribeToLog } from '../../schema/log-entries.ts'
import { loadEventRow } from '../../schema/subscribe-to-row.ts'
import { adminOnly, openSource, SkipEvent } from '../../schema/subscription.ts'
import { cursorArg } from '../../schema/value-bounds.ts'
import { EventGroup } from './values.ts'

const columns = ['eventGroup', 'eventType'] as const

const eventsOfSession = (session: string): LogTopic => ({
  key: `session-events:${session}`,
  value: session,
  sources: [{ model: 'ApplicationEvent', by: 'sessionId', time: 'createdAt', columns }],
})

export const EventAdded = entryType('EventAdded', 'An event was added to the session.', (t) => ({
  event: t.field({
    type: 'ApplicationEvent',
    description: 'The event. If its content is replaced later, it is sent again with the same id.',
    resolve: (entry, _args, context, info) =>
      loadEventRow(context, info, 'ApplicationEvent', getRowKey(entry)),
  }),
}))

const SessionEventEntry = entryUnion(
  'SessionEventEntry',
  'An entry of a session’s events.',
  [EventAdded],
  () => 'EventAdded',
)

/** Returns a filter on these groups and types, by the enum's names. */
function eventFilter(
  groups: readonly string[] | null | undefined,
  types: readonly string[] | null | undefined,
) {
  return {
    key: JSON.stringify([groups, types]),
    accepts: ({ eventGroup, eventType }: Readonly<Record<string, string | null>>) =>
      (!groups || groups.includes(EventGroup.of(eventGroup ?? ''))) &&
      (!types || types.includes(eventType ?? '')),
  }
}

builder.subscriptionField('sessionEvents', (t) =>
  t.field({
    type: SessionEventEntry,
    description:
      'The events of a session, from the start or from a cursor, then as they happen. Each comes once.',
    args: {
      sessionId: t.arg.id({ required: true, description: 'The global id or uuid of the session.' }),
      after: t.arg.string(
        cursorArg('The cursor of the last entry you have; from the first event without one.'),
      ),
      groups: t.arg({ type: [EventGroup.ref], description: 'Only events of these groups.' }),
      types: t.arg.stringList({ description: 'Only events of these types.' }),
    },
    subscribe: (_root, { sessionId, after, groups, types }, context: Context) =>
      subscribeToLog(context, 'Session', String(sessionId), (session) => ({
        topic: eventsOfSession(session),
        after,
        filter: eventFilter(groups, types),
      })) as never,
    // Some events of a public session are visible to its owner only: other viewers must not be notified of them.
    resolve: async (entry, _args, { loaders }) => {
      const key = getRowKey(entry as never)
      if (key && !(await loaders.loadRow('ApplicationEvent', 'id', ['id'], key))) throw new SkipEvent()
      return entry as never
    },
  }),
)

/** Maximum age of an event when it is committed, for it to be in the stream of all events. */
const maxAgeMs = 15 * 60_000

const allEvents: LogTopic = {
  key: 'events',
  value: null,
  sources: [{ model: 'ApplicationEvent', time: 'createdAt', columns }],
  maxAgeMs,
}

builder.subscriptionField('allEvents', (t) =>
  t.field({
    type: SessionEventEntry,
    description:
      'Events of all users as they happen, for admins, from now on or from a cursor. Events that are dated more than a quarter of an hour back when they are written are left out.',
    args: {
      after: t.arg.string(cursorArg('The cursor of the last entry you have; from now on without one.')),
      groups: t.arg({ type: [EventGroup.ref], description: 'Only events of these groups.' }),
      types: t.arg.stringList({ description: 'Only events of these types.' }),
    },
    subscribe: (_root, { after, groups, types }, context: Context) =>
      openSource(context, adminOnly, () =>
        openLog(context, { topic: allEvents, after, filter: eventFilter(groups, types) }),
      ) as never,
    resolve: (entry) => entry as never,
  }),
)
