import { builder } from './builder.ts'
import './scalars.ts'
import './nodes.ts'
import '../domains/chat/message.ts'
import '../domains/content/storybook.ts'
import '../domains/content/storybook-page.ts'
import '../domains/identity/user.ts'
import '../domains/runs/run-task.ts'
import '../domains/runs/task-log.ts'
import '../domains/sessions/session.ts'
import '../domains/sessions/session-writes.ts'

builder.mutationType({ description: 'What can be changed.' })
builder.queryType({ description: 'What can be read.' })

/** The whole schema: every domain's types and root fields. */
export const schema = builder.toSchema()
