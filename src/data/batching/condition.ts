/**
 * A part of a WHERE clause about one row.
 *
 * `key` names the text: two conditions with the same key have the same text, whatever their values, so a statement's
 * text is made once for each shape. `text` gets the alias of the row and one placeholder for each value.
 */
export type Condition = {
  readonly key: string
  readonly values: readonly unknown[]
  readonly text: (row: string, placeholders: readonly string[]) => string
}

export const always: Condition = { key: 'always', values: [], text: () => 'true' }
export const never: Condition = { key: 'never', values: [], text: () => 'false' }

/** A condition with its own text: `condition('kind', [kind], (row, [p]) => `${row}.app_kind = ${p}`)`. */
export function condition(
  key: string,
  values: readonly unknown[],
  text: (row: string, placeholders: readonly string[]) => string,
): Condition {
  return { key, values, text }
}

/** True where every part is; nothing to check is always true. */
export function all(parts: readonly Condition[]): Condition {
  const needed = parts.filter((part) => part !== always)
  return needed.includes(never) ? never : join(needed, 'and', always)
}

/** True where at least one part is; no part is never true. */
export function any(parts: readonly Condition[]): Condition {
  const possible = parts.filter((part) => part !== never)
  return possible.includes(always) ? always : join(possible, 'or', never)
}

function join(parts: readonly Condition[], word: 'and' | 'or', none: Condition): Condition {
  const [first, ...more] = parts
  if (!first) return none
  if (more.length === 0) return first
  return {
    key: `(${parts.map((part) => part.key).join(` ${word} `)})`,
    values: parts.flatMap((part) => part.values),
    text: (row, placeholders) => {
      let taken = 0
      const texts = parts.map((part) => {
        const from = taken
        taken += part.values.length
        return part.text(row, placeholders.slice(from, taken))
      })
      return `(${texts.join(` ${word} `)})`
    },
  }
}
