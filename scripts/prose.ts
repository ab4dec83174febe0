/** A phrase that comments and documents do not use, and what to write instead. */
type Rule = { readonly phrase: RegExp; readonly instead: string }

/** A phrase found in prose: its line (from 1), its text, and what to write instead. */
export type ProseError = { readonly line: number; readonly found: string; readonly instead: string }

const rules: readonly Rule[] = [
  { phrase: /\bwhoever\b/i, instead: 'name the subject: the client, the viewer, the caller' },
  { phrase: /\bwhom\b/i, instead: 'name the person or the part of the program' },
  { phrase: /\bnobody else\b/i, instead: 'say who: "only the owner"' },
  { phrase: /\b(is|are|was|were) told\b/i, instead: '"receives", "is notified" or "gets the error"' },
  { phrase: /\bwhat is no\b/i, instead: 'say what the value is: "a value that is not a string"' },
  { phrase: /(^|[.:;] )so many\b/i, instead: 'name the quantity: "the maximum number of …"' },
  { phrase: /\bthereof\b/i, instead: 'name what it refers to' },
  { phrase: /\bthe (short|long) way\b/i, instead: '"the fast path" or "the Yoga path"' },
  { phrase: /^(\W*)It is done\.$/, instead: 'say what the field holds: "The updated session."' },
  { phrase: /^(\W*)As it is now\.$/, instead: 'say what the field holds and when it is null' },
  { phrase: /\bhears? of\b/i, instead: '"is notified of"' },
  { phrase: /\bpassing trouble\b/i, instead: '"a transient error"' },
  { phrase: /\b(error desk|lanes?|stand-ins?|viewer seats)\b/i, instead: 'the name that the code has today' },
]

/** Returns the lines of a file that are prose: all of a document; of code, its comments, titles of tests and descriptions. */
function proseLines(file: string, text: string): readonly (readonly [line: number, prose: string])[] {
  const lines = text.split('\n').map((line, index) => [index + 1, line] as const)
  if (file.endsWith('.md')) return lines
  return lines.flatMap(([number, line]) => {
    const comment = /^\s*(?:\/\*\*?|\*\/?|\/\/\/?)(.*)$/.exec(line) ?? /\s\/\/ (.*)$/.exec(line)
    const title = /\b(?:it|test|describe)(?:\.each\(.*\))?\(\s*['"`](.*)['"`],/.exec(line)
    const description = /\bdescription(?::|\()\s*['"`](.*)/.exec(line)
    const prose = comment?.[1] ?? title?.[1] ?? description?.[1]
    return prose === undefined ? [] : [[number, prose.trim()] as const]
  })
}

/** Finds the phrases of the rules in the prose of a file. The file's name decides what of it is prose. */
export function proseErrors(file: string, text: string): ProseError[] {
  return proseLines(file, text).flatMap(([line, prose]) =>
    rules.flatMap(({ phrase, instead }) => {
      const found = phrase.exec(prose)
      return found ? [{ line, found: found[0].trim(), instead }] : []
    }),
  )
}
