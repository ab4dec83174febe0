/**
 * Length of a segment in characters, if it has line ends at which it can be divided: it bounds the time of a step, and what is
 * hidden for too many candidates.
 */
export const maxSegmentLength = 100_000
/** Characters before that length, and lines behind it, in which a line end is searched. */
const maxDistance = 20_000
const maxLines = 2_000
const maxLine = 400

/** Matches a line that the next one may continue: a word alone, such as base64, a name at its end, or an open value. */
const isContinued = /^\S*$|(?:pass|pwd|psk|secret|token|key|auth|cookie|wort)\S{0,40}\s*$|[:=\\(,]\s*$|-----/i
/** Match a line with cells of a table, by what separates them; the end of a statement and an indentation separate none. */
const rows = [/\|/, /\S(?:\t| {2})/, /,/, /;\s*\S/] as const

/**
 * Divides a text at line ends that separate no credential from its name or its other lines, nor the row of a table from the
 * names of its columns.
 */
export function divideText(text: string): readonly string[] {
  const segments: string[] = []
  let from = 0
  while (text.length - from > maxSegmentLength) {
    const end = findLineEnd(text, from + maxSegmentLength)
    segments.push(text.slice(from, end))
    from = end
  }
  return [...segments, text.slice(from)]
}

/** Returns the position after the last suitable line end before a position, or else after the first one behind it. */
function findLineEnd(text: string, at: number): number {
  for (
    let end = text.lastIndexOf('\n', at - 1);
    end > at - maxDistance;
    end = text.lastIndexOf('\n', end - 1)
  )
    if (dividesAt(text, end)) return end + 1
  let end = text.indexOf('\n', at)
  for (let lines = 0; end >= 0 && lines < maxLines; lines += 1) {
    if (dividesAt(text, end)) return end + 1
    end = text.indexOf('\n', end + 1)
  }
  return text.length
}

function dividesAt(text: string, lineEnd: number): boolean {
  const before = text.lastIndexOf('\n', lineEnd - 1)
  if (lineEnd - before > maxLine) return false
  const line = text.slice(before + 1, lineEnd)
  const [next = ''] = text.slice(lineEnd + 1, lineEnd + 1 + maxLine).split('\n', 1)
  return !isContinued.test(line) && !isRow(line, next)
}

/** True if a line may belong to the same table as the next one; a cell in quotes may have more separators. */
const isRow = (line: string, next: string) => rows.some((row) => row.test(line) && row.test(next))
