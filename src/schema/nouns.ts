import { isModel } from '../data/batching/table.ts'
import { declarations } from '../tables/declarations.ts'

/** Nouns of types that are no models. */
const nouns: Readonly<Record<string, string>> = { RunEnded: 'run', RunStatusChanged: 'run' }

/** Words that are not written in lower case. */
const spellings: Readonly<Record<string, string>> = {
  api: 'API',
  apple: 'Apple',
  composio: 'Composio',
  dns: 'DNS',
  mcp: 'MCP',
  ssl: 'SSL',
  url: 'URL',
}

/** Returns the words of a name in camel case: `slide box` for `SlideBox`, `API key` for `ApiKey`. */
export function splitWords(name: string): string {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(' ')
  return words.map((word) => spellings[word] ?? word).join(' ')
}

/** Returns the noun for an object of this type in descriptions: `run` for `RunTask`. */
export function getNoun(typename: string): string {
  const declared = isModel(typename) ? declarations[typename].noun : nouns[typename]
  return declared ?? splitWords(typename)
}

/** Returns the plural of a noun. */
export function pluralize(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`
  return /(s|x|ch)$/.test(noun) ? `${noun}es` : `${noun}s`
}
