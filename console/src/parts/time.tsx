import { useSyncExternalStore } from 'react'
import { agoText, dateAndTimeText, fullTime, localTime, utcTime } from './time-text.ts'

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
      {agoText(ms, useNow())}
    </time>
  )
}

/** Date and time of day of one of several things that may be of the same day, with the whole time in the tooltip. */
export function At({ at }: { readonly at: string }) {
  const ms = Date.parse(at)
  return (
    <time dateTime={at} title={fullTime(ms)}>
      {dateAndTimeText(ms)}
    </time>
  )
}

/** Date and time of day to the second, with UTC beside it. */
export function FullTime({ at }: { readonly at: string | number }) {
  const ms = new Date(at).getTime()
  return (
    <time dateTime={new Date(ms).toISOString()}>
      {localTime(ms)} <span className="soft utc">{utcTime(ms)}</span>
    </time>
  )
}
