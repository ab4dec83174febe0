import type { LastEventsFragment } from '../../gql/graphql.ts'
import { summaryText, toWords } from '../../parts/names.ts'
import { eventTypeText } from '../run/log/words.ts'

/** What calls of tools, their answers and confirmations say where they have no text. */
const toolTexts: Readonly<Record<string, (tool: string) => string>> = {
  'agent.tool.call': (tool) => `Calls ${tool}`,
  'agent.tool.result': (tool) => `${tool} has answered`,
  'agent.tool.confirmation': (tool) => `Asks to use ${tool}`,
}

type LastEvent = Pick<LastEventsFragment['nodes'][number], 'eventType' | 'text' | 'summary' | 'tool'>

/** What an event says, behind the name of its tool; of one that has no text, what happened. */
export function eventText({ eventType, text, summary, tool }: LastEvent): string {
  const name = toWords(tool?.displayName || tool?.name || '')
  const said = text || (summary && summaryText(eventType, summary))
  const toolText = said ? undefined : name && toolTexts[eventType]?.(name)
  return toolText || [name, said || eventTypeText(eventType)].filter(Boolean).join(': ')
}
