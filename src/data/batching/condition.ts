/**
 * A part of a WHERE clause about one row.
 *
 * `text` gets the alias of the row and one placeholder for each value. `key` identifies the text: conditions with equal
 * keys have equal texts, whatever their values, so that one prepared statement serves them all.
 */
export type Condition = {
  readonly key: string
  readonly values: readonly unknown[]
  readonly text: (row: string, placeholders: readonly string[]) => string
}

export const always = condition([], () => 'true')
export const never = condition([], () => 'false')

/** A condition with this SQL text: `condition([kind], (row, [p]) => `${row}.app_kind = ${p}`)`. Its key is the text itself. */
export function condition(values: readonly unknown[], text: Condition['text']): Condition {
  let key: string | undefined
  return {
    values,
    text,
    get key() {
      key ??= text(
        'row',
        values.map((_, index) => `$${index}`),
      )
      return key
    },
  }
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
