import type { ConsoleEntryFragment, EventGroup } from '../../../gql/graphql.ts'
import { cutWithEllipsis } from '../../../parts/cut-with-ellipsis.ts'
import { summaryText, toWords } from '../../../parts/names.ts'
import { numberText } from '../../../parts/plural.ts'

/** The kinds of entries of a log: a `record` is the stored status of the run, a `gap` stands for entries that are missing. */
export type EntryKind = 'event' | 'record' | 'status' | 'end' | 'gap'

type OneOf<Union, Type> = Union extends { __typename: Type } ? Union : never
type Raw<Type extends ConsoleEntryFragment['__typename']> = OneOf<ConsoleEntryFragment, Type>

/** An entry of a log as the page keeps it: small, as there may be 100,000. `RunLog` sets what is not readonly. */
export type Entry = {
  /** The same for the same row, however often it comes. */
  readonly key: string
  /** Of the row in the graph; empty where the entry is no row. */
  readonly id: string
  /** Milliseconds since the epoch, as its writer dated it. */
  readonly at: number
  readonly kind: EntryKind
  /** The type of an event, or the status of another entry. */
  readonly type: string
  readonly group: EventGroup | null
  readonly text: string
  /** As it is displayed; `RunLog` gives a result, which has the bare name alone, that of its call. */
  tool: string
  /** Joins the call of a tool with its result. */
  readonly callId: string
  readonly isError: boolean
  /** Of a call of a tool: its result is an error. */
  hasFailed: boolean
  /** The agent that helps another; empty for the run's own. */
  readonly subAgent: string
  readonly costUsd: number
  /** It came after entries that are dated later. */
  isLate: boolean
  /** Of a tool, in milliseconds, once it has answered. */
  duration: number | undefined
  /** Of every so many entries: to open the log here again. */
  cursor: string | undefined
  /** Position within the part of the log that holds the entry. */
  ordinal: number
  /** Of an entry of a sub-agent: the step of the run's own agent before it. */
  parent: Entry | undefined
  /** How many entries have this one as their parent. */
  children: number
}

const maxTextLength = 400

/** The text of a row: short, in one line, and no part of the answer it stood in, which could not be freed otherwise. */
function shorten(text: string | null | undefined): string {
  if (!text) return ''
  const isShort = text.length <= maxTextLength
  if (isShort && !/^\s|[^\S ]|\s\s|\s$/.test(text)) return text
  // The pattern has V8 copy the characters.
  return cutWithEllipsis(text, maxTextLength).replaceAll(/\s+/g, ' ').trim()
}

/** What a tool was given, in a line: `query: …, limit: 10`. */
function describe(input: unknown): string {
  if (typeof input !== 'object' || input === null) return typeof input === 'string' ? shorten(input) : ''
  const members = Object.entries(input).map(([name, value]) => {
    const isNested = typeof value === 'object' && value !== null
    return `${name}: ${isNested ? '…' : cutWithEllipsis(String(value), maxTextLength)}`
  })
  return shorten(members.join(', '))
}

/** Creates a function that makes and keeps one text for each name: of types and tools there are few. */
function createInterner(make: (name: string) => string): (name: string) => string {
  const made = new Map<string, string>()
  return (name) => {
    const text = made.get(name) ?? make(name)
    made.set(name, text)
    return text
  }
}

const intern = createInterner((name) => name)
const internWords = createInterner(toWords)

/** What most entries have in common. */
export const blankEntry = {
  id: '',
  group: null,
  text: '',
  tool: '',
  callId: '',
  isError: false,
  hasFailed: false,
  subAgent: '',
  costUsd: 0,
  isLate: false,
  duration: undefined,
  cursor: undefined,
  ordinal: 0,
  parent: undefined,
  children: 0,
}

function toEvent(at: number, event: Raw<'EventAdded'>['event']): Entry {
  const { id, eventType, group, text, summary, tool, agentName, isOfSubAgent, contentSize } = event
  return {
    key: id,
    id,
    at,
    kind: 'event',
    type: intern(eventType),
    group,
    text:
      shorten(text) ||
      shorten(summary && summaryText(eventType, summary)) ||
      (tool?.isError == null ? describe(tool?.input) : `${numberText(contentSize)} characters`),
    tool: tool ? internWords(tool.displayName || tool.name) : '',
    callId: tool?.callId ?? '',
    isError: tool?.isError === true || /\.(error|failed)$/.test(eventType),
    hasFailed: false,
    subAgent: isOfSubAgent ? internWords(agentName || 'Sub-agent') : '',
    costUsd: tool?.costUsd ?? 0,
    isLate: false,
    duration: undefined,
    cursor: undefined,
    ordinal: 0,
    parent: undefined,
    children: 0,
  }
}

/** Converts an entry as the gateway sends it. */
export function toEntry(raw: ConsoleEntryFragment): Entry {
  const at = Date.parse(raw.createdAt)
  switch (raw.__typename) {
    case 'EventAdded':
      return toEvent(at, raw.event)
    case 'TaskLogAdded': {
      const status = raw.log?.status ?? 'UNKNOWN'
      const key = raw.log?.id ?? `record ${raw.createdAt}`
      return {
        ...blankEntry,
        key,
        id: raw.log?.id ?? '',
        at,
        kind: 'record',
        type: status,
        isError: status === 'FAILED',
      }
    }
    case 'RunStatusChanged':
      return {
        ...blankEntry,
        key: `status ${raw.statusText} ${raw.createdAt}`,
        at,
        kind: 'status',
        type: raw.status,
        isError: raw.status === 'FAILED',
      }
    case 'RunEnded': {
      const text = shorten(raw.run?.errorMessage)
      const key = `end ${raw.statusText} ${raw.createdAt}`
      return {
        ...blankEntry,
        key,
        at,
        kind: 'end',
        type: raw.status,
        text,
        isError: raw.status === 'FAILED',
      }
    }
    case 'StreamGap':
      return { ...blankEntry, key: `gap ${raw.reason} ${raw.cursor}`, at, kind: 'gap', type: raw.reason }
  }
}
