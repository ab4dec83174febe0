import type { RunStatus } from '../../../gql/graphql.ts'
import { toWords } from '../../../parts/names.ts'
import { runStatusText } from '../../../parts/run-status-text.ts'
import type { Entry } from './entry.ts'

const gaps: Readonly<Record<string, string>> = {
  OTHER_DATABASE: 'The database was replaced: the log follows anew from its start',
  ROWS_REMOVED: 'Entries here were removed from the database',
}

/** Names of event types, for people; others have the words of their dotted name. */
const types: Readonly<Record<string, string>> = {
  'agent.processing': 'Working',
  'agent.reasoning': 'Thought',
  'agent.response': 'Answer',
  'agent.response.interrupted': 'Interrupted',
  'agent.complete': 'Complete',
  'agent.tool.call': 'Call',
  'agent.tool.result': 'Result',
  'agent.tool.confirmation': 'Confirmation',
  'agent.continue': 'Continued',
  'agent.model.compact': 'Compacted',
  'agent.prompt.generated': 'Prompt',
  'agent.status.update': 'Update',
  'agent.stream.complete': 'Stream done',
  'agent.sub_agent.complete': 'Sub-agent done',
  'agent.initialized': 'Ready',
  'billing.credits.deducted': 'Credits',
  'billing.llm.usage': 'Model usage',
  'billing.tool.usage': 'Tool usage',
  'plan.milestone.generated': 'Plan',
  'plan.milestone.updated': 'Milestone',
  'plan.modification.options': 'Plan options',
  'session.user_message': 'User',
  'system.error': 'Error',
  'system.notification': 'Notification',
}

/** The name of an event type: `Status changed` for `sandbox.status_changed`. */
export function eventTypeText(type: string): string {
  const known = types[type]
  if (known !== undefined) return known
  const words = toWords(type.slice(type.indexOf('.') + 1).replaceAll('.', ' '))
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

/** What kind of entry this is. */
export function typeText({ kind, type }: Entry): string {
  if (kind === 'event') return eventTypeText(type)
  if (kind === 'gap') return 'Gap'
  return kind === 'end' ? 'End' : 'Status'
}

/** What a row says in one line. */
export function summaryOf(entry: Entry): string {
  const { kind, type, text } = entry
  if (kind === 'gap') return gaps[type] ?? type
  if (kind === 'event') return text || 'Nothing recorded'
  const status = runStatusText(type as RunStatus)
  if (kind === 'end') return text ? `${status}: ${text}` : `The run ended: ${status}`
  return kind === 'record' ? `Recorded: ${status}` : status
}

/** A row as plain text, for the clipboard: the time, kind, tool and text, each in the same column of every row. */
export const lineOf = (entry: Entry): string =>
  [new Date(entry.at).toISOString(), typeText(entry), entry.tool, summaryOf(entry)].join('\t')

/** What was added, in a sentence or two: `12 new entries: 3 calls of Bash, 1 error. Completed.` */
export function summarize(added: readonly Entry[]): string {
  const calls = new Map<string, number>()
  for (const { type, tool } of added)
    if (type === 'agent.tool.call') calls.set(tool, (calls.get(tool) ?? 0) + 1)
  const errors = added.filter(({ isError }) => isError).length
  const parts = [
    ...[...calls].map(([tool, count]) => `${count === 1 ? '1 call' : `${count} calls`} of ${tool}`),
    ...(errors > 0 ? [errors === 1 ? '1 error' : `${errors} errors`] : []),
  ]
  const count = added.length === 1 ? '1 new entry' : `${added.length} new entries`
  const status = added.findLast(({ kind }) => kind === 'status' || kind === 'end')
  const entries = parts.length > 0 ? `${count}: ${parts.join(', ')}.` : `${count}.`
  return status ? `${entries} ${summaryOf(status)}.` : entries
}
