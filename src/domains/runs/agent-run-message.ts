import { defineComputedColumn } from '../../data/batching/computed.ts'
import { builder } from '../../schema/builder.ts'
import { computed } from '../../schema/computed.ts'
import { asString } from '../../schema/json-readers.ts'
import { openField } from '../../schema/open-field.ts'
import { redacted } from '../../schema/redaction.ts'
import { relatedConnection, relatedList, relation } from '../../schema/relations.ts'
import { parseMetrics, RunMetricsRef } from './metrics.ts'
import { RunStatus } from './status.ts'
import {
  parseMessages,
  parseTools,
  TranscriptMessageRef,
  TranscriptToolRef,
  textOfContent,
} from './transcript.ts'

defineComputedColumn('AgentRunMessage', 'input', (row) => `${row}.run_input->'input_content'`)

builder.prismaNode('AgentRunMessage', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id', { description: 'The number in the database.' }),
    modelId: t.exposeString('modelId'),
    status: t.field(openField(RunStatus, 'status')),
    statusText: t.exposeString('status', {
      description: 'The status of the agent run message as stored, also if the enum does not list it.',
    }),
    runId: t.exposeID('runId', {
      description: 'Of an agent that helps another, no row of `RunTask` has it.',
    }),
    agentName: t.string({
      nullable: true,
      ...computed('AgentRunMessage', 'agentName', (row) => `${row}.additional_info->>'agent_name'`, asString),
      description: 'The agent that worked.',
    }),
    metrics: t.field({
      type: RunMetricsRef,
      nullable: true,
      description: 'What the run took.',
      select: { metrics: true },
      resolve: ({ metrics }) => parseMetrics(metrics),
    }),
    input: t.string({
      nullable: true,
      description: 'The text that the agent was given, credentials hidden.',
      ...redacted(['input'], ({ input }) => textOfContent(input)),
    }),
    messages: t.field({
      type: [TranscriptMessageRef],
      description: 'What agent and model told each other.',
      ...redacted(['messages'], ({ messages }, reader) => parseMessages(messages, reader)),
    }),
    tools: t.field({
      type: [TranscriptToolRef],
      description: 'The tools that were used.',
      ...redacted(['tools'], ({ tools }, reader) => parseTools(tools, reader)),
    }),
    version: t.expose('version', { type: 'BigInt' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    session: t.field(relation('Session', 'sessionId')),
    run: t.field(relation('RunTask', 'runId')),
    parentRun: t.field(
      relation('RunTask', 'parentRunId', { description: 'The run whose agent handed the work over.' }),
    ),
    subRuns: t.field(
      relatedList('AgentRunMessage', {
        by: 'parentRunId',
        key: 'runId',
        description: 'Transcripts of agents that this one handed work to.',
      }),
    ),
  }),
})

builder.prismaObjectField('Session', 'transcripts', (t) =>
  t.field(
    relatedConnection('AgentRunMessage', {
      by: 'sessionId',
      description: 'What models were asked and answered in the session, oldest first; for the owner.',
    }),
  ),
)
