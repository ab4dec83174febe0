import { builder } from '../../schema/builder.ts'
import { openEnum } from '../../schema/open-enum.ts'
import { openField } from '../../schema/open-field.ts'
import { relatedConnection, relation } from '../../schema/relations.ts'

const SandboxStatus = openEnum('SandboxStatus', 'The status of a sandbox.', {
  not_initialized: 'Not started.',
  initializing: 'Being started.',
  running: 'Running.',
  paused: 'Paused; it resumes when it is needed.',
  deleted: 'Deleted.',
  error: 'Failed.',
})

const SandboxProvider = openEnum('SandboxProvider', 'The service that runs a sandbox.', {
  e2b: 'E2B, in the cloud.',
  docker: 'Docker, beside the platform.',
})

builder.prismaNode('AgentSandbox', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    provider: t.field(openField(SandboxProvider, 'provider', 'The service that runs the sandbox.')),
    providerText: t.exposeString('provider', {
      description: 'The provider of the agent sandbox as stored, also if the enum does not list it.',
    }),
    status: t.field(
      openField(SandboxStatus, 'status', 'Whether the sandbox runs, is paused or was deleted.'),
    ),
    statusText: t.exposeString('status', {
      description: 'The status of the agent sandbox as stored, also if the enum does not list it.',
    }),
    expiredAt: t.expose('expiredAt', { type: 'DateTime', nullable: true }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    session: t.field(relation('Session', 'sessionId')),
  }),
})

builder.prismaObjectField('Session', 'sandboxes', (t) =>
  t.field(
    relatedConnection('AgentSandbox', {
      by: 'sessionId',
      description: 'All machines the agent worked in, deleted ones included, newest first; for the owner.',
    }),
  ),
)
