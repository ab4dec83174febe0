import { wholeCharacter } from '../../data/cut-text.ts'

/** Part of a text that a search found, and where the words are in it. */
export type Snippet = { readonly text: string; readonly highlights: readonly Highlight[] }
/** A word in a snippet, in UTF-16 code units. */
export type Highlight = { readonly start: number; readonly length: number }

const maxBefore = 60
const maxSnippet = 240
const maxHighlights = 50

const escaped = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

/** Cuts the text around the first word that was found; `…` marks what was cut. */
export function toSnippet(text: string, words: readonly string[]): Snippet {
  const longestFirst = words.toSorted((a, b) => b.length - a.length)
  const pattern = new RegExp(longestFirst.map(escaped).join('|'), 'giu')
  const first = Math.max(text.search(pattern), 0)
  const start = first <= maxBefore ? 0 : wholeCharacter(text, first - maxBefore)
  const end = wholeCharacter(text, Math.min(start + maxSnippet, text.length))
  const shown = `${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`
  const highlights = [...shown.matchAll(pattern)]
    .slice(0, maxHighlights)
    .map((match) => ({ start: match.index, length: match[0].length }))
  return { text: shown, highlights }
}
