import type { LogTopic } from '../../live/log-topic.ts'
import { builder } from '../../schema/builder.ts'
import type { Context } from '../../schema/context.ts'
import { entryType, entryUnion, rowKey, watchLog } from '../../schema/log-entries.ts'
import { readRow } from '../../schema/relations.ts'
import { NotForThisViewer } from '../../schema/subscription.ts'
import { EventGroup } from './values.ts'

const facts = ['eventGroup', 'eventType'] as const

const eventsOfSession = (session: string): LogTopic => ({
  key: `session-events:${session}`,
  value: session,
  sources: [{ model: 'ApplicationEvent', by: 'sessionId', time: 'createdAt', facts }],
})

export const EventAdded = entryType('EventAdded', 'Something happened.', (t) => ({
  event: t.field({
    type: 'ApplicationEvent',
    description: 'What happened. An event whose content is replaced later comes again, with the same id.',
    resolve: async (entry, _args, context, info) => {
      const event = await readRow(context, info, 'ApplicationEvent', 'id', rowKey(entry))
      // Removed meanwhile, or the owner's alone.
      if (!event) throw new NotForThisViewer()
      return event
    },
  }),
}))

const SessionEventEntry = entryUnion(
  'SessionEventEntry',
  'An entry of a session’s events.',
  [EventAdded],
  () => 'EventAdded',
)

/** Narrows events to these groups and types; the group's name is the enum's. */
export function eventFilter(
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
      sessionId: t.arg.id({ required: true, description: 'Global id or uuid.' }),
      after: t.arg.string({
        description: 'The cursor of the last entry you have; from the first event without one.',
      }),
      groups: t.arg({ type: [EventGroup.ref], description: 'Only events of these groups.' }),
      types: t.arg.stringList({ description: 'Only events of these types.' }),
    },
    subscribe: (_root, { sessionId, after, groups, types }, context: Context) =>
      watchLog(context, 'Session', String(sessionId), (session) => ({
        topic: eventsOfSession(session),
        after,
        filter: eventFilter(groups, types),
      })) as never,
    resolve: (entry) => entry as never,
  }),
)
