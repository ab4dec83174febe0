import { builder } from './builder.ts'
import './scalars.ts'
// Imported first, so that these fields are the first of the Query type.
import '../domains/identity/user.ts'
import '../domains/sessions/session.ts'
import '../domains/runs/run-task.ts'
import './node-queries.ts'
import '../domains/chat/message-stream.ts'
import '../domains/sessions/event-stream.ts'
import '../domains/runs/run-log-page.ts'
import '../domains/runs/run-log.ts'
import '../domains/projects/project-state.ts'
import '../domains/content/storybook-state.ts'
import '../domains/billing/balance-state.ts'
import '../domains/identity/viewer-state.ts'
import '../domains/sessions/session-state.ts'
import '../domains/runs/run-state.ts'
import '../generated/domains.ts'

builder.mutationType({ description: 'All mutations.' })
builder.subscriptionType({ description: 'All subscriptions, over WebSocket and Server-Sent Events alike.' })
builder.queryType({ description: 'All queries.' })

/** The complete schema, with the types and root fields of all domains. */
export const schema = builder.toSchema({ sortSchema: false })
schema.description =
  'II-Agent’s database as one graph. Begin with `viewer`, who is signed in, or with `session(id)`; lists are Relay connections, `subscription` follows what changes, and mutations answer with a union of success and typed errors.'
