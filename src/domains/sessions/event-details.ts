import { type Audience, scrubJson } from '../../auth/scrub.ts'
import { scrubTextOrNull } from '../../auth/secret-patterns.ts'
import { defineComputedColumn } from '../../data/batching/computed.ts'
import { builder } from '../../schema/builder.ts'
import { computed } from '../../schema/computed.ts'
import { asObject, asString } from '../../schema/json-readers.ts'
import { toModelKey } from '../../schema/nodes.ts'
import { openValue } from '../../schema/open-field.ts'
import { redacted } from '../../schema/redaction.ts'
import { ofType } from './event-content.ts'
import { MilestoneStatus } from './plan.ts'

type MilestoneChange = { readonly key: string | null; readonly status: string }
type Citation = { readonly url: string | null; readonly title: string | null; readonly text: string | null }

const MilestoneChangeRef = builder.objectRef<MilestoneChange>('MilestoneChange').implement({
  description: 'A change of a milestone’s status.',
  fields: (t) => ({
    key: t.exposeString('key', { nullable: true, description: 'The key of the milestone: `Milestone.key`.' }),
    status: t.field(openValue(MilestoneStatus, 'status', 'The new status.')),
    statusText: t.exposeString('status', { description: 'The status as it was written.' }),
  }),
})

const CitationRef = builder.objectRef<Citation>('Citation').implement({
  description: 'A source that an answer cites.',
  fields: (t) => ({
    url: t.exposeString('url', {
      nullable: true,
      description: 'The address of the source; null for a source that is not on the web.',
    }),
    title: t.exposeString('title', {
      nullable: true,
      description: 'The title of the source; null if the answer names none.',
    }),
    text: t.exposeString('text', {
      nullable: true,
      description: 'The cited passage; null if it is not known.',
    }),
  }),
})

const parseMilestoneChange = (value: unknown): MilestoneChange | null => {
  const change = asObject(value)
  return change && { key: asString(change.milestone_id), status: asString(change.status) ?? 'pending' }
}

/** Sources in a list, as addresses or objects, or in an object that sorts them into `urls` and `documents`. */
function parseCitations(value: unknown): Citation[] {
  const sorted = asObject(value)
  const list = sorted ? [sorted.urls, sorted.documents].flatMap((part) => part ?? []) : value
  return (Array.isArray(list) ? list : []).flatMap((item) => {
    if (typeof item === 'string') return [{ url: asString(item), title: null, text: null }]
    const source = asObject(item)
    if (!source) return []
    const title = asString(source.title) ?? asString(source.document_title)
    return [{ url: asString(source.url), title, text: scrubTextOrNull(source.cited_text) }]
  })
}

/** A text of the content, by its key. */
const textAt = (name: string, key: string) =>
  computed('ApplicationEvent', name, (row) => `${row}.content->>'${key}'`, asString)

defineComputedColumn('ApplicationEvent', 'editorUrl', (row) => `${row}.content->'vscode_url'`)
const editorUrl = (url: unknown, audience: Audience) =>
  asObject(scrubJson({ vscode_url: url }, audience))?.vscode_url

builder.prismaObjectFields('ApplicationEvent', (t) => ({
  errorCode: t.string({
    nullable: true,
    description:
      'The platform’s code of the error, such as `insufficient_credits`; null for events without an error.',
    ...textAt('errorCode', 'error_code'),
  }),
  milestoneChange: t.field({
    type: MilestoneChangeRef,
    nullable: true,
    description: 'The milestone of the plan that moved on; null for other events.',
    ...computed(
      'ApplicationEvent',
      'milestoneChange',
      ofType('plan.milestone.updated'),
      parseMilestoneChange,
    ),
  }),
  citations: t.field({
    type: [CitationRef],
    description: 'The sources of an answer, in its order; empty for other events.',
    ...computed('ApplicationEvent', 'citations', ofType('agent.response', "->'citations'"), parseCitations),
  }),
  deploymentUrl: t.string({
    nullable: true,
    description: 'The address of the deployed application; null if the event names none.',
    ...computed(
      'ApplicationEvent',
      'deploymentUrl',
      (row) => `coalesce(${row}.content->'deployment'->>'url', ${row}.content->>'deployment_url')`,
      asString,
    ),
  }),
  compactedSummary: t.string({
    nullable: true,
    description:
      'The summary that took the place of earlier messages in the model’s context; null for other events.',
    ...computed(
      'ApplicationEvent',
      'compactedSummary',
      ofType('agent.model.compact', "->>'summary'"),
      asString,
    ),
  }),
  origin: t.string({
    nullable: true,
    description: 'The name of the event in the agent’s runtime, for debugging; null if it was not recorded.',
    ...textAt('origin', 'origin'),
  }),
  delegatedFrom: t.string({
    nullable: true,
    description:
      'The name of the agent that delegated the task to the sub-agent; null for events of other agents.',
    ...textAt('delegatedFrom', 'delegated_from'),
  }),
  parentRunDatabaseId: t.id({
    nullable: true,
    description: 'The uuid of the run that started the sub-agent’s run; null for events of other agents.',
    ...computed(
      'ApplicationEvent',
      'parentRunDatabaseId',
      (row) => `${row}.content->>'parent_run_id'`,
      (id) => toModelKey('RunTask', asString(id)),
    ),
  }),
  isSubAgentResponse: t.boolean({
    description: 'Whether the event is the answer of a sub-agent to the agent that delegated the task.',
    ...computed(
      'ApplicationEvent',
      'isSubAgentResponse',
      (row) => `coalesce(${row}.content->>'is_sub_agent_response' = 'true', false)`,
      (value) => value === true,
    ),
  }),
  editorUrl: t.string({
    nullable: true,
    description:
      'The address that opens the sandbox’s editor, without signing in: for the owner alone. Null for other events, and for everyone else.',
    ...redacted(['editorUrl'], (row, audience) => {
      const url = editorUrl(row.editorUrl, audience)
      return typeof url === 'string' ? url : null
    }),
  }),
}))
