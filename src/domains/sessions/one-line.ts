import { cutText } from '../../data/cut-text.ts'

const maxLineLength = 200

/** Returns a text in one line of at most 200 characters: whitespace collapsed, the rest cut. */
export function toLine(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ')
  return line.length > maxLineLength ? `${cutText(line, maxLineLength - 1)}…` : line
}
