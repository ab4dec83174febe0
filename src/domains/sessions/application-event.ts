import { scrubJson, scrubToolResult } from '../../auth/scrub.ts'
import { scrubTextOrNull } from '../../auth/secret-patterns.ts'
import { defineComputedColumn } from '../../data/batching/computed.ts'
import { builder } from '../../schema/builder.ts'
import { computed, optionalColumn } from '../../schema/computed.ts'
import { asDateTime, asString } from '../../schema/json-readers.ts'
import { openField } from '../../schema/open-field.ts'
import { redacted } from '../../schema/redaction.ts'
import { relation } from '../../schema/relations.ts'
import { withContentAddresses, withFileAddresses } from '../files/file-addresses.ts'
import { RunStatus } from '../runs/status.ts'
import { withoutPrivateFiles } from './event-files.ts'
import { searchedText } from './event-list.ts'
import { EventToolRef, parseTool } from './event-tool.ts'
import { PlanRef, parsePlan } from './plan.ts'
import { EventGroup } from './values.ts'

const key = (name: string) => (row: string) => `${row}.content->>'${name}'`

defineComputedColumn('ApplicationEvent', 'toolName', key('tool_name'))
defineComputedColumn('ApplicationEvent', 'toolResult', (row) => `${row}.content->'result'`)
defineComputedColumn('ApplicationEvent', 'text', searchedText)

const maskedResult = redacted(['toolName', 'toolResult'], (row, audience) =>
  scrubToolResult(asString(row.toolName) ?? '', row.toolResult, audience),
)
const maskedContent = redacted(['content', 'eventType', 'sharedFiles'], (row, audience) => {
  const { content, eventType, sharedFiles } = row
  return scrubJson(
    eventType === 'session.user_message' ? withoutPrivateFiles(content, sharedFiles, audience) : content,
    audience,
  )
})

builder.prismaNode('ApplicationEvent', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    eventType: t.exposeString('eventType'),
    group: t.field(
      openField(EventGroup, 'eventGroup', 'The group of the event’s type, such as AGENT or BILLING.'),
    ),
    groupText: t.exposeString('eventGroup', {
      description: 'The group of the application event as stored, also if the enum does not list it.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'The same as `createdAt`, but for a plan that was changed afterwards.',
    }),
    strippedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'When the platform removed the content, which is empty since then; null if it was not removed, and on platform versions that do not remove it.',
      ...computed(
        'ApplicationEvent',
        'strippedAt',
        optionalColumn('ApplicationEvent', 'stripped_at', 'timestamptz'),
        asDateTime,
      ),
    }),
    session: t.field(relation('Session', 'sessionId')),
    run: t.field(
      relation('RunTask', 'runId', {
        description: 'The run of the event; null if there is none, and for other viewers than the owner.',
      }),
    ),
    runDatabaseId: t.exposeID('runId', {
      nullable: true,
      description:
        'The uuid of the event’s run, also if the run was deleted or is not visible to you; null if there is none.',
    }),
    user: t.field(
      relation('User', 'userId', {
        description: 'The user that the event concerns; null for other users than you.',
      }),
    ),
    text: t.string({
      nullable: true,
      description:
        'The text of an answer or of reasoning, or the message of a notice; null for other events.',
      ...redacted(['text'], ({ text }) => scrubTextOrNull(text)),
    }),
    tool: t.field({
      type: EventToolRef,
      nullable: true,
      description: 'The tool that was called or answered; null for other events.',
      ...redacted(['tool'], ({ tool }, audience) => parseTool(tool, audience)),
    }),
    toolResult: t.field({
      type: 'JSON',
      nullable: true,
      description:
        'What the tool gave back. For others than the owner, credentials are hidden, and results of all tools but those for the web, slides, media, plans and deliverables. Addresses of files that it names are given to those who may see the file.',
      extensions: maskedResult.extensions,
      resolve: (row, args, context) => withFileAddresses(maskedResult.resolve(row, args, context), context),
    }),
    plan: t.field({
      type: PlanRef,
      nullable: true,
      description: 'The plan that was made; null for other events.',
      ...computed(
        'ApplicationEvent',
        'plan',
        (row) => `case when ${row}.event_type = 'plan.milestone.generated' then ${row}.content end`,
        parsePlan,
      ),
    }),
    runStatus: t.field({
      type: RunStatus.ref,
      nullable: true,
      description: 'The status of the run according to the event; null if the event names none.',
      ...computed('ApplicationEvent', 'runStatus', key('run_status'), (value) => {
        const status = asString(value)
        return status === null ? null : RunStatus.of(status)
      }),
    }),
    agentName: t.string({
      nullable: true,
      description:
        'The name of the agent that caused the event; null if the event names none. Most events that name one are of sub-agents.',
      ...computed('ApplicationEvent', 'agentName', key('agent_name'), asString),
    }),
    isOfSubAgent: t.boolean({
      description: 'Whether a sub-agent caused the event.',
      ...computed(
        'ApplicationEvent',
        'isOfSubAgent',
        (row) => `coalesce(${row}.content->>'is_sub_agent_event' = 'true', false)`,
        (value) => value === true,
      ),
    }),
    content: t.field({
      type: 'JSON',
      nullable: true,
      description:
        'All of the event’s own data, credentials hidden; its keys depend on the type. Addresses of files are those of `UserAsset.url`, for those who may see the file.',
      select: { content: true },
      extensions: maskedContent.extensions,
      resolve: (row, args, context) =>
        withContentAddresses(maskedContent.resolve(row, args, context), context),
    }),
    contentSize: t.int({
      description: 'Characters of `content`, to decide whether to ask for it.',
      ...computed('ApplicationEvent', 'contentSize', (row) => `length(${row}.content::text)`, Number),
    }),
  }),
})
