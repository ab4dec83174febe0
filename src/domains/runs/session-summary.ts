import { scrubText } from '../../auth/secret-patterns.ts'
import { builder } from '../../schema/builder.ts'
import { inTurns } from '../../schema/in-turns.ts'
import { asStoredList, asStrings } from '../../schema/json-readers.ts'
import { relation } from '../../schema/relations.ts'
import { parseMetrics, RunMetricsRef } from './metrics.ts'
import { sessionByText } from './session-by-text.ts'

builder.prismaNode('SessionSummary', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id', { description: 'The number in the database.' }),
    content: t.string({
      description: 'The summary, credentials hidden.',
      select: { content: true },
      resolve: inTurns(({ content }) => scrubText(content)),
    }),
    topics: t.stringList({
      description: 'The topics of the session.',
      select: { topics: true },
      resolve: inTurns(({ topics }) => asStrings(asStoredList(topics)).map(scrubText)),
    }),
    metrics: t.field({
      type: RunMetricsRef,
      nullable: true,
      description: 'Tokens, cost and duration of the summary; null if they were not recorded.',
      select: { metrics: true },
      resolve: ({ metrics }) => parseMetrics(metrics),
    }),
    version: t.expose('version', { type: 'BigInt' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    session: t.field(sessionByText),
    lastTranscript: t.field(
      relation('AgentRunMessage', 'agentRunId', {
        description: 'The last transcript that the summary covers.',
      }),
    ),
  }),
})

builder.prismaObjectField('Session', 'summary', (t) =>
  t.field(
    relation('SessionSummary', 'id', {
      by: 'sessionId',
      description:
        'The summary of the older part of a long agent session; null for other viewers than the owner.',
    }),
  ),
)
