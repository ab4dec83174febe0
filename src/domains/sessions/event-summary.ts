import { type Audience, scrubJson } from '../../auth/scrub.ts'
import { defineComputedColumn } from '../../data/batching/computed.ts'
import { builder } from '../../schema/builder.ts'
import { asNumber, asObject, asObjectList, asObjects, asScrubbedText } from '../../schema/json-readers.ts'
import { redacted } from '../../schema/redaction.ts'
import { withoutPrivateFiles } from './event-files.ts'
import { searchedText } from './event-list.ts'
import { toLine } from './one-line.ts'

type Content = Readonly<Record<string, unknown>>

/** Longer than a summary, so that a credential at its end is masked before it is cut. */
const maxReadLength = 8_000

// Long members are left out or cut: the content of an event may have megabytes.
defineComputedColumn(
  'ApplicationEvent',
  'summaryContent',
  (row) => `case when ${row}.event_type in ('agent.tool.call', 'agent.tool.result')
or coalesce(${searchedText(row)}, '') <> '' then null
when jsonb_typeof(${row}.content) = 'object' then (select jsonb_object_agg(m.key,
case when jsonb_typeof(m.value) = 'string' then to_jsonb(left(m.value #>> '{}', ${maxReadLength}))
when length(m.value::text) <= ${maxReadLength} then m.value end) from jsonb_each(${row}.content) m)
when jsonb_typeof(${row}.content) = 'string' then to_jsonb(left(${row}.content #>> '{}', ${maxReadLength})) end`,
)

/** Keys that say where an event comes from, not what happened. */
const bookkeeping = new Set(
  `agent_name api_version delegated_from is_sub_agent_event is_sub_agent_response message origin parent_run_id
run_id session_id text user_id`.split(/\s/),
)

/** Keys that name an item of a list, best first. */
const namingKeys = ['name', 'title', 'file_name', 'tool_name', 'content', 'id']

const amounts = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const dollars = new Intl.NumberFormat('en-US', {
  style: 'currency',
  currency: 'USD',
  maximumFractionDigits: 4,
})
const counts = new Intl.NumberFormat('en-US')

const words = (value: unknown) => asScrubbedText(value)?.replaceAll('_', ' ') ?? ''

function countOf(content: Content, key: string, unit: string): string[] {
  const count = asNumber(content[key])
  return count === null || count === 0 ? [] : [`${counts.format(count)} ${unit}`]
}

/** Joins a subject with what is said of it; either may be missing. */
const join = (subject: string | null, said: string) =>
  subject && said ? `${subject}: ${said}` : subject || said

function describeCredits(content: Content): string {
  const [used, left] = [asNumber(content.credits_used), asNumber(content.credits_remaining)]
  const purpose =
    asScrubbedText(content.tool_name) ?? asScrubbedText(content.model_id) ?? asScrubbedText(content.source)
  if (used === null) return ''
  const spent = `${amounts.format(used)} credits${purpose ? ` for ${purpose}` : ''}`
  return left === null ? spent : `${spent}, ${amounts.format(left)} left`
}

function describeModelUsage(content: Content): string {
  const tokens = [
    ...countOf(content, 'input_tokens', 'tokens in'),
    ...countOf(content, 'output_tokens', 'out'),
    ...countOf(content, 'cache_read_tokens', 'from the cache'),
    ...countOf(content, 'cache_write_tokens', 'to the cache'),
    ...countOf(content, 'reasoning_tokens', 'for reasoning'),
  ]
  return join(asScrubbedText(content.model_id), tokens.join(', '))
}

function describeToolUsage(content: Content): string {
  const cost = asNumber(content.cost_usd)
  return join(asScrubbedText(content.tool_name), cost === null ? '' : dollars.format(cost))
}

function describePlan(content: Content): string {
  const milestones = asObjects(content.milestones)
  const done = milestones.filter(({ status }) => status === 'completed').length
  const count = milestones.length === 1 ? '1 milestone' : `${milestones.length} milestones`
  const progress = milestones.length === 0 ? '' : `${count}${done > 0 ? `, ${done} completed` : ''}`
  return join(asScrubbedText(content.summary), progress)
}

function describeConfirmation(content: Content): string {
  const active = asObjectList(content.active_requirements)
  const requirements = active.length > 0 ? active : asObjectList(content.requirements)
  const calls = requirements.map((requirement) => asObject(requirement.tool_execution) ?? requirement)
  return describeValue(calls.length > 0 ? calls : content.tools)
}

/** What events of a type say. Events of other types, and those for which this returns nothing, list their members. */
const descriptions: Readonly<Record<string, (content: Content) => string | null>> = {
  'billing.credits.deducted': describeCredits,
  'billing.llm.usage': describeModelUsage,
  'billing.tool.usage': describeToolUsage,
  'plan.milestone.generated': describePlan,
  'plan.milestone.updated': ({ milestone_id, status }) => join(asScrubbedText(milestone_id), words(status)),
  'plan.modification.options': ({ suggestions }) => describeValue(suggestions),
  'agent.model.compact': ({ summary }) => asScrubbedText(summary),
  'agent.prompt.generated': ({ result, original_request }) =>
    asScrubbedText(result) || asScrubbedText(original_request),
  'agent.tool.confirmation': describeConfirmation,
  'agent.complete': ({ run_status }) => words(run_status),
  'agent.stream.complete': ({ run_status }) => words(run_status),
  'agent.continue': ({ confirmed }) =>
    typeof confirmed === 'boolean' ? (confirmed ? 'confirmed' : 'refused') : null,
  'session.user_message': ({ files_metadata }) => describeValue(files_metadata),
  'connection.workspace_info': ({ workspace_path }) => asScrubbedText(workspace_path),
  'sandbox.status_changed': ({ status }) => words(status),
  'integration.testflight.log': ({ step, log }) => join(asScrubbedText(step), asScrubbedText(log) ?? ''),
  'system.error': ({ error_code }) => words(error_code),
}

/** Returns a value in words: the items of a list by their names; empty for objects. */
function describeValue(value: unknown): string {
  if (Array.isArray(value)) return value.map(describeItem).filter(Boolean).join(', ')
  return typeof value === 'object' || value === undefined ? '' : String(value)
}

function describeItem(item: unknown): string {
  const object = asObject(item)
  if (!object) return Array.isArray(item) ? '' : describeValue(item)
  const key = namingKeys.find((name) => asScrubbedText(object[name]))
  return key === undefined ? '' : String(object[key])
}

/** Lists the members of an event: `status: ready, progress: 40`. */
function describeMembers(content: Content): string {
  return Object.entries(content)
    .filter(([key]) => !bookkeeping.has(key))
    .map(([key, value]) => [words(key), describeValue(value)] as const)
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ')
}

/** Describes the content of an event in one line; null where it says nothing. */
function summarize(type: string, content: unknown): string | null {
  const event = asObject(content)
  if (!event) return typeof content === 'string' ? toLine(content) || null : null
  return toLine(descriptions[type]?.(event) || describeMembers(event)) || null
}

builder.prismaObjectField('ApplicationEvent', 'summary', (t) =>
  t.string({
    nullable: true,
    description:
      'What happened, in one line of at most 200 characters, for events without `text`: credits with their amount, a milestone with its status, a prompt with its beginning. Null for events with a text, for calls and results of tools, and where nothing is said.',
    ...redacted(
      ['summaryContent', 'eventType', 'sharedFiles'],
      ({ summaryContent, eventType, sharedFiles }, audience: Audience) => {
        if (summaryContent === null || summaryContent === undefined) return null
        const type = String(eventType)
        const visible =
          type === 'session.user_message'
            ? withoutPrivateFiles(summaryContent, sharedFiles, audience)
            : summaryContent
        return summarize(type, scrubJson(visible, audience))
      },
    ),
  }),
)
