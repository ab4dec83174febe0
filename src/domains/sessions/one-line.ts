const maxLineLength = 200

/** Returns a text in one line of at most 200 characters: whitespace collapsed, the rest cut. */
export function toLine(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ')
  return line.length > maxLineLength ? `${line.slice(0, maxLineLength - 1)}…` : line
}
