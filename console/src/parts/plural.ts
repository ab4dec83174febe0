const format = new Intl.NumberFormat()

/** Such as `1,200`. `toLocaleString` takes 30 times as long in Chromium, which rows of a log notice. */
export const numberText = (value: number) => format.format(value)

/** Such as `1 page`, `1,200 pages`; `many` where the plural does not end with an `s` alone. */
export const countText = (count: number, one: string, many = `${one}s`) =>
  `${numberText(count)} ${count === 1 ? one : many}`

/** Such as `1 entry`, `1,200 entries`. */
export const entriesText = (count: number) => countText(count, 'entry', 'entries')

/** A share from 0 to 1, such as `42 %`: 100 only where it is complete. */
export const percentText = (share: number) => `${Math.floor(100 * share)} %`
