/** Characters that may open or close emphasis, links and code. */
const delimiters = /[*_~`[\]!<]/g
/** A blank line, or the beginning of an item of a list. */
const blockEnd = /\n[ \t]*\n|\n(?=[ \t]*[-*+] )/
/** A line of quotations and lists inside each other, which are parsed and shown by recursion. */
const deepLine = /^(?:[ \t]*(?:>|[-*+]|\d{1,9}[.)])){40}/m
/** About 70 ms: the time for a block grows with the square of its delimiters. */
const maxWork = 4_000_000

/** True if parsing the text as Markdown takes little time and stack; other texts are shown as they are. */
export function isParsable(text: string): boolean {
  if (deepLine.test(text)) return false
  let work = 0
  for (const block of text.split(blockEnd)) {
    work += (block.match(delimiters)?.length ?? 0) ** 2
    if (work > maxWork) return false
  }
  return true
}
