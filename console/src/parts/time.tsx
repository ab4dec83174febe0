import { useSyncExternalStore } from 'react'

const dateTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' })
const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
})
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto', style: 'short' })

export const wallTime = (ms: number) => clock.format(ms)

/** In the reader's zone, with UTC at hand: the text of a tooltip. */
export const fullTime = (ms: number) => `${dateTime.format(ms)} (${new Date(ms).toISOString()})`

/** Such as `0.45 s`, `12 s`, `3 m 05 s`, `2 h 07 m`. */
export function durationText(ms: number): string {
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
  [2_629_800, 'week', 604_800],
  [31_557_600, 'month', 2_629_800],
  [Number.POSITIVE_INFINITY, 'year', 31_557_600],
] as const

export function agoText(ms: number, now: number): string {
  const seconds = (ms - now) / 1_000
  for (const [below, unit, size] of steps)
    if (Math.abs(seconds) < below) return relative.format(Math.round(seconds / size), unit)
  return ''
}

const tickMs = 10_000
const subscribeToClock = (listener: () => void) => {
  const timer = setInterval(listener, tickMs)
  return () => clearInterval(timer)
}
const coarseNow = () => Math.floor(Date.now() / tickMs) * tickMs

/** The present moment, in steps of ten seconds. */
export const useNow = () => useSyncExternalStore(subscribeToClock, coarseNow)

/** How long ago something was, with the whole time in the tooltip. */
export function Ago({ at }: { readonly at: string }) {
  const ms = Date.parse(at)
  return (
    <time dateTime={at} title={fullTime(ms)}>
      {agoText(Math.min(ms, useNow()), useNow())}
    </time>
  )
}
