import { type GraphQLObjectType, type GraphQLResolveInfo, getNamedType } from 'graphql'
import type { Model } from '../../data/batching/table.ts'
import { builder } from '../../schema/builder.ts'
import type { Context } from '../../schema/context.ts'
import { keyFrom } from '../../schema/nodes.ts'
import { isAnySelected } from '../../schema/selection.ts'
import { loadEventRow, rowsOf, subscribeToRow } from '../../schema/subscribe-to-row.ts'

/** The models that a session's page shows, besides events, which have a stream of their own. */
const shown: readonly Model[] = [
  'RunTask',
  'ChatMessage',
  'AgentSandbox',
  'SlideContent',
  'Storybook',
  'Project',
  'SessionPin',
  'SessionWishlist',
]

/**
 * Fields of a session that are derived from events. Events are frequent, so they are watched only if one of
 * these is selected.
 */
const ofEvents = ['counts', 'events', 'lastEvent']

const modelsShown = (info: GraphQLResolveInfo): readonly Model[] =>
  isAnySelected(info, getNamedType(info.returnType) as GraphQLObjectType, ofEvents)
    ? [...shown, 'ApplicationEvent']
    : shown

builder.subscriptionField('sessionUpdated', (t) =>
  t.field({
    type: 'Session',
    description:
      'A session as it is now, and again whenever what you select of it changes: its own fields with its plan and to-dos, its events, runs, messages, sandbox, slides, storybooks and project, and your marks on it. Anything else that you select below arrives with the next of these changes, or within ten seconds.',
    args: { sessionId: t.arg.id({ required: true, description: 'The global id or uuid of the session.' }) },
    subscribe: (_root, { sessionId }, context: Context, info: GraphQLResolveInfo) =>
      subscribeToRow(context, 'Session', String(sessionId), (session) => [
        rowsOf('Session', 'id', session),
        ...modelsShown(info).map((model) => rowsOf(model, 'session_id', session)),
      ]) as never,
    resolve: (_tick, { sessionId }, context, info) =>
      loadEventRow(context, info, 'Session', keyFrom('Session', String(sessionId))),
  }),
)
