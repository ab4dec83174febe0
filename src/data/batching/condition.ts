/**
 * A condition of a WHERE clause on one row. `text` receives the row's alias and one placeholder per value.
 * Conditions with equal keys have equal texts, whatever their values, so that they share a prepared
 * statement.
 *
 * With `isPage`, the text is for a page of which PostgreSQL does not know how small it is: other tables are then
 * looked up for each row, as collecting their rows first would take longer the more of them there are.
 *
 * In a list with parents, `keys` is the array of their keys, for a condition that is computed once for all rows.
 */
export type Condition = {
  readonly key: string
  readonly values: readonly unknown[]
  readonly text: (row: string, placeholders: readonly string[], isPage?: boolean, keys?: string) => string
  /** True if its values decide which index finds the rows, so that no plan is kept for other values. */
  readonly isPlannedByValue?: boolean
}

/**
 * A condition whose key is made on demand, as a write needs the text only. A class, because V8 makes a dictionary of an
 * object literal with an accessor, and keeps what it refers to until the next collection of the old generation.
 */
class LazyCondition implements Condition {
  readonly values: readonly unknown[]
  readonly text: Condition['text']
  readonly isPlannedByValue: boolean
  readonly #makeKey: () => string
  #key: string | undefined

  constructor(
    values: readonly unknown[],
    text: Condition['text'],
    makeKey: () => string,
    isPlannedByValue = false,
  ) {
    this.values = values
    this.text = text
    this.isPlannedByValue = isPlannedByValue
    this.#makeKey = makeKey
  }

  get key(): string {
    this.#key ??= this.#makeKey()
    return this.#key
  }
}

export const always = condition([], () => 'true')
export const never = condition([], () => 'false')

/**
 * Creates a condition from SQL text: `condition([kind], (row, [p]) => `${row}.app_kind = ${p}`)`. The text is
 * also its key.
 */
export function condition(values: readonly unknown[], text: Condition['text']): Condition {
  return new LazyCondition(values, text, () => {
    const places = values.map((_, index) => `$${index}`)
    return text('row', places)
  })
}

/**
 * The same condition, written so that PostgreSQL checks it on each row and finds no rows by it. For a condition that
 * may hold for far more rows than the plan of a prepared statement assumes.
 */
export function unindexed({ values, text }: Condition): Condition {
  return condition(values, (row, ...rest) => `(${text(row, ...rest)}) is true`)
}

/**
 * The same condition for statements that PostgreSQL plans at each execution. For a search for a text: the plan that it
 * would keep for any text collects the matches of all users, which are very many for some texts.
 */
export function plannedByValue(one: Condition): Condition {
  return new LazyCondition(one.values, one.text, () => one.key, true)
}

/** Conjunction; true for an empty list. */
export function all(parts: readonly Condition[]): Condition {
  const needed = parts.filter((part) => part !== always)
  return needed.includes(never) ? never : join(needed, 'and', always)
}

/** Disjunction; false for an empty list. */
export function any(parts: readonly Condition[]): Condition {
  const possible = parts.filter((part) => part !== never)
  return possible.includes(always) ? always : join(possible, 'or', never)
}

function join(parts: readonly Condition[], word: 'and' | 'or', none: Condition): Condition {
  const [first, ...more] = parts
  if (!first) return none
  if (more.length === 0) return first
  const text: Condition['text'] = (row, placeholders, ...rest) => {
    let taken = 0
    const texts = parts.map((part) => {
      const from = taken
      taken += part.values.length
      return part.text(row, placeholders.slice(from, taken), ...rest)
    })
    return `(${texts.join(` ${word} `)})`
  }
  const key = () => `(${parts.map((part) => part.key).join(` ${word} `)})`
  return new LazyCondition(
    parts.flatMap((part) => part.values),
    text,
    key,
    parts.some((part) => part.isPlannedByValue),
  )
}
