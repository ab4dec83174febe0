/**
 * Maximum length of a segment in characters. With the maximum number of candidates of a text, it bounds the time for a text
 * that is masked in segments.
 */
const maxLength = 200_000
/** Distance within which a line end is searched that may end a segment. */
const maxDistance = 20_000
const maxLine = 400

/** Matches a line that the next one may continue: a word alone, such as base64, a name at its end, or an open value. */
const isContinued = /^\S*$|(?:pass|pwd|psk|secret|token|key|auth|cookie|wort)\S{0,40}\s*$|[:=\\(,]\s*$|-----/i

/**
 * Divides a text at line ends that separate no credential from its name or its other lines; undefined for a text that is
 * short, or where there is no such line end.
 */
export function divideText(text: string): readonly string[] | undefined {
  if (text.length <= maxLength) return undefined
  const segments: string[] = []
  let from = 0
  while (text.length - from > maxLength) {
    const end = endOfSegment(text, from + maxLength)
    if (end === undefined) return undefined
    segments.push(text.slice(from, end))
    from = end
  }
  return [...segments, text.slice(from)]
}

function endOfSegment(text: string, maxEnd: number): number | undefined {
  let lineEnd = text.lastIndexOf('\n', maxEnd - 1)
  while (lineEnd > maxEnd - maxDistance) {
    const before = text.lastIndexOf('\n', lineEnd - 1)
    const line = text.slice(Math.max(before + 1, lineEnd - maxLine), lineEnd)
    if (lineEnd - before <= maxLine && !isContinued.test(line)) return lineEnd + 1
    lineEnd = before
  }
  return undefined
}
