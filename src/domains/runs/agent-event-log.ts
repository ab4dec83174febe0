import { scrubJson } from '../../auth/scrub.ts'
import { builder } from '../../schema/builder.ts'
import { redacted } from '../../schema/redaction.ts'
import { relatedConnection, relation } from '../../schema/relations.ts'
import { sessionByText } from './session-by-text.ts'

builder.prismaNode('AgentEventLog', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    group: t.exposeString('group'),
    name: t.exposeString('name'),
    payload: t.field({
      type: 'JSON',
      nullable: true,
      description: 'The event’s own data, credentials hidden.',
      ...redacted(['payload'], ({ payload }, audience) => scrubJson(payload, audience)),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', nullable: true }),
    session: t.field(sessionByText),
    run: t.field(relation('RunTask', 'runId')),
  }),
})

builder.prismaObjectField('Session', 'eventLogs', (t) =>
  t.field(
    relatedConnection('AgentEventLog', {
      by: 'sessionId',
      description: 'Events of an earlier version of the platform, oldest first; for the owner.',
    }),
  ),
)
