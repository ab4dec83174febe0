import type { Recorded } from './recording.ts'

/** The length from which a line of SQL is divided. */
const maxLineLength = 100

// After a selected column, and before the next clause or condition.
const breaks = /(?<=\bas "[^"]+",) | (?=(?:from|where|and|or|order by|(?:left |cross )?join) )/

/**
 * Writes statements as a `.sql` file that can be reviewed: each below a comment with the number of rows that it returned.
 * Long lines are divided between columns and conditions and indented by their depth; the text is otherwise as sent.
 */
export function formatStatements(statements: readonly Recorded[]): string {
  return statements
    .map(({ text, rows }) => `-- ${rows} ${rows === 1 ? 'row' : 'rows'}\n${format(text)};\n`)
    .join('\n')
}

function format(text: string): string {
  let depth = 0
  return text
    .split('\n')
    .flatMap((line) => {
      const parts = line.length > maxLineLength ? line.split(breaks) : [line]
      return parts.map((part, index) => {
        const isContinued = index > 0 && !/^(from|where|order by) /.test(part)
        const indented = '  '.repeat(depth + (isContinued ? 1 : 0)) + part.trim()
        depth = Math.max(0, depth + openParentheses(part))
        return indented
      })
    })
    .join('\n')
}

/** The parentheses that a text opens less those that it closes, without those in string literals. */
function openParentheses(part: string): number {
  const code = part.replaceAll(/'[^']*'/g, '')
  return code.split('(').length - code.split(')').length
}
