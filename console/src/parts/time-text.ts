const dateTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' })
const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
})
const utc = new Intl.DateTimeFormat(undefined, {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
  timeZone: 'UTC',
  timeZoneName: 'short',
})
const date = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' })
const dateOfYear = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' })
const dateAndTime = new Intl.DateTimeFormat(undefined, {
  month: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
})
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' })

/** Time of day to the millisecond, in the reader's zone. */
export const wallTime = (ms: number) => clock.format(ms)

/** Date and time of day to the minute, in the reader's zone; without the year. */
export const dateAndTimeText = (ms: number) => dateAndTime.format(ms)

/** Date and time of day to the second, in the reader's zone. */
export const localTime = (ms: number) => dateTime.format(ms)

/** Date and time of day to the millisecond, in UTC. */
export const utcTime = (ms: number) => utc.format(ms)

/** In the reader's zone, with UTC at hand: the text of a tooltip. */
export const fullTime = (ms: number) => `${localTime(ms)} (${utcTime(ms)})`

/** Such as `4 ms`, `0.45 s`, `12 s`, `3 m 05 s`, `2 h 07 m`. */
export function durationText(ms: number): string {
  if (ms > 0 && ms < 10) return `${Math.ceil(ms)} ms`
  const seconds = Math.max(0, ms) / 1_000
  if (seconds < 10) return `${seconds.toFixed(2)} s`
  if (seconds < 60) return `${seconds.toFixed(0)} s`
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} m ${two(seconds % 60)} s`
  return `${Math.floor(seconds / 3_600)} h ${two((seconds / 60) % 60)} m`
}

const steps = [
  [60, 'second', 1],
  [3_600, 'minute', 60],
  [86_400, 'hour', 3_600],
  [604_800, 'day', 86_400],
] as const

/** Clocks of writers and readers differ by less: until then, what is dated later counts as being of now. */
const maxSkewMs = 3_600_000

/** Such as `5 minutes ago`, `yesterday`, `in 3 days`; from a week on, the date, with its year where that is another one. */
export function agoText(ms: number, now: number): string {
  const age = now - ms
  const seconds = (age < 0 && age > -maxSkewMs ? 0 : -age) / 1_000
  for (const [below, unit, size] of steps)
    if (Math.abs(seconds) < below) return relative.format(Math.round(seconds / size), unit)
  const isOfThisYear = new Date(ms).getFullYear() === new Date(now).getFullYear()
  return (isOfThisYear ? date : dateOfYear).format(ms)
}
