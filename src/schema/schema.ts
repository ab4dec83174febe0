import { builder } from './builder.ts'
import './scalars.ts'
import './nodes.ts'
import '../domains/chat/message.ts'
import '../domains/content/media-template.ts'
import '../domains/content/presentation.ts'
import '../domains/content/slide-template.ts'
import '../domains/content/slide-version.ts'
import '../domains/content/slide.ts'
import '../domains/content/storybook-page-link.ts'
import '../domains/content/storybook-page.ts'
import '../domains/content/storybook.ts'
import '../domains/files/asset.ts'
import '../domains/files/session-asset.ts'
import '../domains/identity/user.ts'
import '../domains/projects/custom-domain.ts'
import '../domains/projects/database.ts'
import '../domains/projects/deployment.ts'
import '../domains/projects/project.ts'
import '../domains/projects/subdomain.ts'
import '../domains/runs/run-task.ts'
import '../domains/runs/task-log.ts'
import '../domains/sessions/session-writes.ts'
import '../domains/sessions/session.ts'

builder.mutationType({ description: 'What can be changed.' })
builder.queryType({ description: 'What can be read.' })

/** The whole schema: every domain's types and root fields. */
export const schema = builder.toSchema()
