/** An exported function, class or type without a docstring: its line (from 1) and its name. */
export type MissingDocstring = { readonly line: number; readonly name: string }

const exported =
  /^export (?:default )?(?:(?:declare |abstract |async )*(?:function\*?|class|type|interface) (\w+)|const (\w+)\b.*?=\s*(?:async )?(?:\($|<.*\($|[(<].*=>|\w+ =>))/

/**
 * Finds the exported functions, classes and types of a file that have no docstring. Relies on the formatter:
 * a declaration begins a line, and its docstring ends on the line before. Of an overloaded function, the first
 * declaration counts.
 */
export function missingDocstrings(text: string): MissingDocstring[] {
  const lines = text.split('\n')
  const seen = new Set<string>()
  return lines.flatMap((line, index) => {
    const [, declared, constant] = exported.exec(line) ?? []
    const name = declared ?? constant
    if (name === undefined || seen.has(name)) return []
    seen.add(name)
    let before = index - 1
    while (/^(@|\/\/ biome-ignore)/.test(lines[before] ?? '')) before -= 1
    return /\*\/$/.test(lines[before] ?? '') ? [] : [{ line: index + 1, name }]
  })
}
