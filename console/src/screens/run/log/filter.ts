import type { Entry } from './entry.ts'

/** What an entry is about: the groups that a log is filtered by. */
export type Category = 'agent' | 'tool' | 'status' | 'cost' | 'other'

export const categories: Readonly<Record<Category, string>> = {
  agent: 'Agent',
  tool: 'Tool',
  status: 'Status',
  cost: 'Cost',
  other: 'Other',
}

/** The category of an entry. */
export function categoryOf({ kind, tool, group }: Entry): Category {
  if (kind !== 'event') return 'status'
  if (tool) return 'tool'
  if (group === 'AGENT' || group === 'SESSION') return 'agent'
  return group === 'BILLING' || group === 'METRICS' ? 'cost' : 'other'
}

/** Whether an entry is an error; in the waterfall, which leaves out results, also a call whose result is one. */
export const isErrorAmong = ({ isError, hasFailed }: Entry, stepsOnly: boolean): boolean =>
  isError || (stepsOnly && hasFailed)

/** What a log is filtered by; an empty text lets all pass. */
export type Filter = {
  readonly category: Category | ''
  readonly tool: string
  readonly errorsOnly: boolean
  /** What the waterfall shows: calls of tools, thoughts, answers and changes of status, not the results of calls. */
  readonly stepsOnly: boolean
}

const stepTypes = /^agent\.(tool\.call|tool\.confirmation|reasoning|response|sub_agent\.complete|processing)/

/** Whether an entry is a step: what the waterfall shows, and what entries of sub-agents stand below. */
export const isStep = ({ kind, type }: Entry): boolean =>
  kind === 'status' || kind === 'end' || stepTypes.test(type)

/** The test of a filter, without the entries below those that are collapsed; undefined where every entry passes. */
export function toTest(
  { category, tool, errorsOnly, stepsOnly }: Filter,
  collapsed: ReadonlySet<Entry>,
): ((entry: Entry) => boolean) | undefined {
  if (!category && !tool && !errorsOnly && !stepsOnly && collapsed.size === 0) return undefined
  const passes = (entry: Entry) =>
    (!category || categoryOf(entry) === category) &&
    (!tool || entry.tool === tool) &&
    (!errorsOnly || isErrorAmong(entry, stepsOnly)) &&
    (!stepsOnly || isStep(entry))
  // What is below an entry that the filter leaves out could not be expanded again.
  const isHidden = ({ parent }: Entry) => parent !== undefined && collapsed.has(parent) && passes(parent)
  return (entry) => passes(entry) && !isHidden(entry)
}
