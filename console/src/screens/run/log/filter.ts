import type { Entry } from './entry.ts'

export type Category = 'agent' | 'tool' | 'status' | 'cost' | 'other'

export const categories: Readonly<Record<Category, string>> = {
  agent: 'Agent',
  tool: 'Tool',
  status: 'Status',
  cost: 'Cost',
  other: 'Other',
}

export function categoryOf({ kind, tool, group }: Entry): Category {
  if (kind !== 'event') return 'status'
  if (tool) return 'tool'
  if (group === 'AGENT' || group === 'SESSION') return 'agent'
  return group === 'BILLING' || group === 'METRICS' ? 'cost' : 'other'
}

export type Filter = {
  readonly category: Category | ''
  readonly tool: string
  readonly errorsOnly: boolean
  /** What the waterfall shows: calls of tools, thoughts, answers and changes of status, not the results of calls. */
  readonly stepsOnly: boolean
}

const stepTypes = /^agent\.(tool\.call|tool\.confirmation|reasoning|response|sub_agent\.complete|processing)/

/** The test of a filter; undefined where every entry passes. */
export function toTest({
  category,
  tool,
  errorsOnly,
  stepsOnly,
}: Filter): ((entry: Entry) => boolean) | undefined {
  if (!category && !tool && !errorsOnly && !stepsOnly) return undefined
  return (entry) =>
    (!category || categoryOf(entry) === category) &&
    (!tool || entry.tool === tool) &&
    (!errorsOnly || entry.isError) &&
    (!stepsOnly || entry.kind === 'status' || entry.kind === 'end' || stepTypes.test(entry.type))
}
