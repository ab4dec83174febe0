/** Words for the name of a tool or a type, as programs write it: `web search` for `web_search`. */
export const toWords = (name: string) => name.replaceAll(/_+/g, ' ').trim()

const uuidPattern = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

/** The name of a model: the label of its setting where that is known; no id, as those say nothing to readers. */
export function modelText(model: string, label?: string | null): string {
  if (label) return label
  return uuidPattern.test(model) ? 'Unknown model' : model
}
