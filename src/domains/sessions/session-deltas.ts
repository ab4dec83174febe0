import { canSeeCosts, scrubJson } from '../../auth/scrub.ts'
import { NotConfiguredError } from '../../errors/client-errors.ts'
import type { SessionDelta } from '../../live/deltas/delta-feed.ts'
import { DeltaStream } from '../../live/deltas/delta-stream.ts'
import { builder } from '../../schema/builder.ts'
import type { Context } from '../../schema/context.ts'
import { inTurns } from '../../schema/in-turns.ts'
import { asString } from '../../schema/json-readers.ts'
import { sessionAccess } from '../../schema/log-entries.ts'
import { toModelKey } from '../../schema/nodes.ts'
import { openField } from '../../schema/open-field.ts'
import { openSource, SkipEvent } from '../../schema/subscription.ts'
import { EventGroup } from './values.ts'

/** A delta as one viewer may see it. */
type VisibleDelta = {
  readonly delta: SessionDelta
  readonly eventGroup: string
  readonly isOwner: boolean
  readonly isAdmin: boolean
}

const SessionDeltaRef = builder.objectRef<VisibleDelta>('SessionDelta').implement({
  description:
    'A transient event of a session, which is never stored: a piece of an answer or a thought, progress of a tool, the file tree.',
  fields: (t) => ({
    eventDatabaseId: t.id({
      description:
        'The uuid of the event, the same as on the platform’s socket. No stored event has this uuid.',
      resolve: ({ delta }) => delta.event.id,
    }),
    eventType: t.string({
      description: 'Dotted name of what happened, such as `agent.response.delta`.',
      resolve: ({ delta }) => delta.event.name,
    }),
    group: t.field(
      openField(EventGroup, 'eventGroup', 'The group of the event’s type, such as AGENT or FILE.'),
    ),
    groupText: t.exposeString('eventGroup', { description: 'The group as the platform writes it.' }),
    text: t.string({
      nullable: true,
      description:
        'The next piece of a text, credentials hidden; null for events without text. A word is sent once it is complete; the last word is sent with the whole text, as an event of `sessionEvents`.',
      resolve: ({ delta }) => delta.text,
    }),
    content: t.field({
      type: 'JSON',
      description: 'All of the event’s own data, credentials hidden; includes `text`.',
      resolve: inTurns(({ delta, isOwner, isAdmin }) => ({
        ...(scrubJson(delta.event.content, { owner: isOwner, admin: isAdmin }) as object),
        ...(delta.text !== null && { text: delta.text }),
      })),
    }),
    runDatabaseId: t.id({
      nullable: true,
      description: 'The uuid of the event’s run; null if there is none.',
      resolve: ({ delta }) => delta.event.runId,
    }),
    agentName: t.string({
      nullable: true,
      description: 'The name of the agent that caused the event; null if the event names none.',
      resolve: ({ delta }) => asString(delta.event.content.agent_name),
    }),
    createdAt: t.field({
      type: 'DateTime',
      description: 'When it happened, by the clock of the platform.',
      resolve: ({ delta }) => delta.event.time,
    }),
  }),
})

/** The files of the sandbox are the owner's alone, and costs the owner's and admins'. */
function maySee({ delta, isOwner, isAdmin }: VisibleDelta): boolean {
  const { group, name } = delta.event
  if (group === 'file' || name.startsWith('file.')) return isOwner
  if (group === 'billing' || name.startsWith('billing.'))
    return canSeeCosts({ owner: isOwner, admin: isAdmin })
  return group !== 'connection' && name !== 'system.pong'
}

builder.subscriptionField('sessionDeltas', (t) =>
  t.field({
    type: SessionDeltaRef,
    description:
      'What the platform sends to those who watch a session and never stores: pieces of answers and thoughts as they come, progress of tools, the file tree. Best effort, from now on: nothing of it can be resumed or asked for again. The whole texts follow as events of `sessionEvents`. Needs PLATFORM_REDIS_URL: the error NOT_CONFIGURED without it.',
    args: {
      sessionId: t.arg.id({ required: true, description: 'The global id or uuid of the session.' }),
    },
    subscribe: async (_root, { sessionId }, context: Context) => {
      const key = toModelKey('Session', String(sessionId))
      const rights = await sessionAccess(context, 'Session', key)
      await rights.check(context)
      const { deltas } = context.services
      if (!deltas) throw new NotConfiguredError('PLATFORM_REDIS_URL')
      return openSource(context, rights, () => new DeltaStream(deltas, key ?? '')) as never
    },
    resolve: async (source, _args, { loaders, viewer }): Promise<VisibleDelta> => {
      const delta = source as SessionDelta
      const session = await loaders.loadRow('Session', 'id', ['userId'], delta.session)
      if (!session) throw new SkipEvent()
      const isOwner = viewer !== null && session.userId === viewer.id
      const visible = {
        delta,
        eventGroup: delta.event.group,
        isOwner,
        isAdmin: viewer?.isAdmin === true,
      }
      if (!maySee(visible)) throw new SkipEvent()
      return visible
    },
  }),
)
