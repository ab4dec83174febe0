const createFormats = (timeZone: string | undefined) => ({
  year: new Intl.DateTimeFormat(undefined, { year: 'numeric', timeZone }),
  month: new Intl.DateTimeFormat(undefined, { month: 'short', timeZone }),
  day: new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric', timeZone }),
  minute: new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit', timeZone }),
  second: new Intl.DateTimeFormat(undefined, { timeStyle: 'medium', timeZone }),
})
const localFormats = createFormats(undefined)
const utcFormats = createFormats('UTC')

const daySeconds = 86_400

/**
 * Labels of a time axis in the reader's language, and zone unless it is in UTC; ticks and `step` are seconds. A second line has the day (or the year,
 * of ticks that are days or more apart) where it is another one than at the tick before.
 */
export function tickTexts(ticks: readonly number[], step: number, isUtc = false): string[] {
  const formats = isUtc ? utcFormats : localFormats
  const unit =
    step >= 28 * daySeconds ? 'month' : step >= daySeconds ? 'day' : step >= 60 ? 'minute' : 'second'
  const around = formats[unit === 'month' || unit === 'day' ? 'year' : 'day']
  let last: string | undefined
  return ticks.map((tick) => {
    const ms = tick * 1_000
    const text = around.format(ms)
    const label = formats[unit].format(ms)
    if (text === last) return label
    last = text
    return `${label}\n${text}`
  })
}
