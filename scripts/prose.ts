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
  { phrase: /\b(comes?|came|coming) back\b/i, instead: '"reconnects", "restarts" or "is returned"' },
  { phrase: /\bdoors?\b/i, instead: '"a transport"' },
  { phrase: /\b(brings?|bringing|brought)\b/i, instead: '"delivers", "returns", "has" or "updates"' },
  { phrase: /\b(mend(s|ed|ing)?)\b/i, instead: '"fixes" or "resolves"' },
  { phrase: /\blearns? of\b/i, instead: '"is notified of"' },
  { phrase: /\b(error desk|lanes?|stand-ins?|viewer seats)\b/i, instead: 'the name that the code has today' },
]

/** Names that say little about the value, and what to name it instead. */
const nameRules: readonly Rule[] = [
  { phrase: /^(isTold|told|tell|heard?|hearing|suffer|blame|hurry)$/i, instead: 'what is sent or received' },
  { phrase: /^(told|tell|hear|blame|suffer)[A-Z]/, instead: 'what is sent or received' },
  { phrase: /(ByAndBy|Anyway|Told)$/, instead: 'the standard term' },
  { phrase: /^(most|least|fewest|greatest)([A-Z]|$)/, instead: 'min… or max…' },
  { phrase: /^usual([A-Z]|$)/, instead: 'default…' },
  { phrase: /^(whoever|whose|who|what)$/i, instead: 'what the value is: person, scope, name, noun' },
  { phrase: /^ways?$|^wayNames?$/i, instead: 'the kind of way: transport, path, variant' },
  { phrase: /^(desk|lanes?|seats?|standIns?|trouble)$/i, instead: 'the name that the code has today' },
]

const keywords = /\b(?:const|let|function\*?|class|type|interface|async)\s+(?!function\b)#?(\w+)/g
const parameters =
  /[(,{]\s?(?:\.\.\.)?#?(\w+)\??:\s|[(,{[]\s?(\w+)(?=\s?[,\]})])|\b(\w+) =>|^\s*(?:readonly )?#(\w+)\b/g

/** Matches a variable or private field that is a boolean. */
const booleans = /^\s*(?:let |#)(\w+)(?:: boolean)? = (?:true|false)$|^\s*(?:readonly )?#(\w+): boolean$/
const question = /^(?:is|are|was|has|have|can|should|must|may|keeps)[A-Z]/

/** Finds booleans in a line of code whose names ask no question. */
function booleanErrors(line: string): Omit<ProseError, 'line'>[] {
  const [, assigned, declared] = booleans.exec(line) ?? []
  const name = assigned ?? declared
  if (name === undefined || question.test(name)) return []
  return [{ found: name, instead: 'begin the name of a boolean with is, has, can or should' }]
}

/** Finds names of the rules in a line of code: of variables, functions, types, parameters and private members. */
function nameErrors(line: string): Omit<ProseError, 'line'>[] {
  const code = line.replaceAll(/'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`|\/\/.*|^\s*\/?\*.*/g, "''")
  const names = [...code.matchAll(keywords), ...code.matchAll(parameters)].flatMap(([, ...found]) =>
    found.filter((name) => name !== undefined),
  )
  const badNames = [...new Set(names)].flatMap((name) =>
    nameRules.flatMap(({ phrase, instead }) =>
      phrase.test(name) ? [{ found: name, instead: `name it by ${instead}` }] : [],
    ),
  )
  return [...badNames, ...booleanErrors(line)]
}

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

/**
 * Finds the phrases of the rules in the prose of a file, and names that say little in its code. The file's name decides
 * what of it is prose.
 */
export function proseErrors(file: string, text: string): ProseError[] {
  const named = file.endsWith('.ts')
    ? text
        .split('\n')
        .flatMap((line, index) => nameErrors(line).map((error) => ({ line: index + 1, ...error })))
    : []
  const phrases = proseLines(file, text).flatMap(([line, prose]) =>
    rules.flatMap(({ phrase, instead }) => {
      const found = phrase.exec(prose)
      return found ? [{ line, found: found[0].trim(), instead }] : []
    }),
  )
  return [...phrases, ...named]
}
