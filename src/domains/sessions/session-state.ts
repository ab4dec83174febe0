import type { Model } from '../../data/batching/table.ts'
import { builder } from '../../schema/builder.ts'
import type { Context } from '../../schema/context.ts'
import { keyFrom } from '../../schema/nodes.ts'
import { loadEventRow, rowsOf, subscribeToRow } from '../../schema/subscribe-to-row.ts'

/** What a session's page shows of its session, besides the events, which have a stream of their own. */
const shown: readonly Model[] = ['RunTask', 'ChatMessage', 'AgentSandbox', 'SlideContent', 'Storybook']

builder.subscriptionField('sessionUpdated', (t) =>
  t.field({
    type: 'Session',
    description:
      'A session as it is now, and again whenever what you select of it changes: its name and plan, its runs, newest messages, sandbox, slides and storybooks.',
    args: { sessionId: t.arg.id({ required: true, description: 'Global id or uuid.' }) },
    subscribe: (_root, { sessionId }, context: Context) =>
      subscribeToRow(context, 'Session', String(sessionId), (session) => [
        rowsOf('Session', 'id', session),
        ...shown.map((model) => rowsOf(model, 'session_id', session)),
      ]) as never,
    resolve: (_tick, { sessionId }, context, info) =>
      loadEventRow(context, info, 'Session', keyFrom('Session', String(sessionId))),
  }),
)
