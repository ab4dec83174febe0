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
  getTextOfContent,
  parseMessages,
  parseTools,
  TranscriptMessageRef,
  TranscriptToolRef,
} from './transcript.ts'

defineComputedColumn('AgentRunMessage', 'input', (row) => `${row}.run_input->'input_content'`)

builder.prismaNode('AgentRunMessage', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id', { description: 'The number in the database.' }),
    modelId: t.exposeString('modelId'),
    status: t.field(openField(RunStatus, 'status', 'How the run ended, or that it paused.')),
    statusText: t.exposeString('status', {
      description: 'The status of the agent run message as stored, also if the enum does not list it.',
    }),
    runId: t.exposeID('runId', {
      description: 'The id of the run. That of a sub-agent’s run belongs to no `RunTask`.',
    }),
    agentName: t.string({
      nullable: true,
      ...computed('AgentRunMessage', 'agentName', (row) => `${row}.additional_info->>'agent_name'`, asString),
      description: 'The name of the agent; null if the platform did not record it.',
    }),
    metrics: t.field({
      type: RunMetricsRef,
      nullable: true,
      description: 'Tokens, cost and duration of the run; null if they were not recorded.',
      select: { metrics: true },
      resolve: ({ metrics }) => parseMetrics(metrics),
    }),
    input: t.string({
      nullable: true,
      description: 'The task as the agent received it, credentials hidden.',
      ...redacted(['input'], ({ input }) => getTextOfContent(input)),
    }),
    messages: t.field({
      type: [TranscriptMessageRef],
      description: 'The messages between the agent and the model, in order.',
      ...redacted(['messages'], ({ messages }, audience) => parseMessages(messages, audience)),
    }),
    tools: t.field({
      type: [TranscriptToolRef],
      description: 'The tool calls of the transcript, in order.',
      ...redacted(['tools'], ({ tools }, audience) => parseTools(tools, audience)),
    }),
    version: t.expose('version', { type: 'BigInt' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    session: t.field(relation('Session', 'sessionId')),
    run: t.field(relation('RunTask', 'runId')),
    parentRun: t.field(
      relation('RunTask', 'parentRunId', {
        description: 'The run whose agent delegated this work; null for the run itself.',
      }),
    ),
    subRuns: t.field(
      relatedList('AgentRunMessage', {
        by: 'parentRunId',
        key: 'runId',
        description: 'The transcripts of the sub-agents that this agent delegated work to.',
      }),
    ),
  }),
})

builder.prismaObjectField('Session', 'transcripts', (t) =>
  t.field(
    relatedConnection('AgentRunMessage', {
      by: 'sessionId',
      description: 'The transcripts of the models’ work in the session, oldest first; for the owner.',
    }),
  ),
)
