/** Nouns of types whose names are not those that clients use. */
const nouns: Readonly<Record<string, string>> = {
  ApplicationEvent: 'event',
  ChatMessage: 'message',
  ProjectCustomDomain: 'custom domain',
  ProjectDeployment: 'deployment',
  RunEnded: 'run',
  RunStatusChanged: 'run',
  RunTask: 'run',
  SessionWishlist: 'favourite',
  SlideContent: 'slide',
  TaskLog: 'log record',
  UserAsset: 'asset',
}

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
export function wordsOf(name: string): string {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(' ')
  return words.map((word) => spellings[word] ?? word).join(' ')
}

/** Returns the noun for an object of this type in descriptions: `run` for `RunTask`. */
export function nounOf(typename: string): string {
  return nouns[typename] ?? wordsOf(typename)
}

/** Returns the plural of a noun. */
export function pluralOf(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`
  return /(s|x|ch)$/.test(noun) ? `${noun}es` : `${noun}s`
}
