/** A name that people gave, or what stands for one where it has no letters to read or click. */
export const titleText = (name: string | null | undefined, untitled = 'Untitled session') =>
  name?.trim() ? name : untitled

/** Words for the name of a tool or a type, as programs write it: `web search` for `web_search`. */
export const toWords = (name: string) => name.replaceAll(/_+/g, ' ').trim()

const uuidPattern = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

/** The name of a model: the label of its setting where that is known; no id, as those say nothing to readers. */
export function modelText(model: string, label?: string | null): string {
  if (label) return label
  return uuidPattern.test(model) ? 'Unknown model' : model
}

/** What credits are deducted for, as programs write it; others are names of tools. */
const purposes: Readonly<Record<string, string>> = { llm: 'the model', tool: 'a tool' }

/** The summary of an event, with the names that programs gave in it as words: `generate image: $0.04`. */
export function summaryText(eventType: string, summary: string): string {
  if (eventType === 'billing.tool.usage') return summary.replace(/^[\w-]+(?=:|$)/, toWords)
  if (eventType !== 'billing.credits.deducted') return summary
  return summary.replace(
    /( for )(\w+)(?=,|$)/,
    (_match, before: string, name: string) => `${before}${purposes[name] ?? toWords(name)}`,
  )
}
