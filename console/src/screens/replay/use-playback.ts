import { useCallback, useEffect, useState } from 'react'
import type { Entry } from '../run/log/entry.ts'

/** The position of a replay, and what moves it. */
export type Playback = {
  /** The moment that is shown, in milliseconds since the epoch. */
  readonly position: number
  readonly isPlaying: boolean
  /** How many entries had been written by then. */
  readonly shown: number
  readonly start: number
  readonly end: number
  readonly play: () => void
  readonly pause: () => void
  readonly seek: (moment: number) => void
}

/** What is left of a longer time without an entry, in milliseconds of the run. */
const maxIdleMs = 2_000

/** How many entries, which are in the order of their times, are dated at a moment or before. */
export function countUntil(entries: readonly Entry[], moment: number): number {
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((entries[middle]?.at ?? Number.POSITIVE_INFINITY) <= moment) low = middle + 1
    else high = middle
  }
  return low
}

/** The moment of the nearest entry that is later, or earlier, than a moment; the same moment if there is none. */
export function momentBeside(entries: readonly Entry[], moment: number, isLater: boolean): number {
  const beside = isLater ? entries[countUntil(entries, moment)] : entries.findLast(({ at }) => at < moment)
  return beside?.at ?? moment
}

/** The moment after `elapsed` milliseconds of the run; long times without an entry are left out if `isIdleSkipped`. */
export function advance(
  entries: readonly Entry[],
  position: number,
  elapsed: number,
  isIdleSkipped: boolean,
): number {
  const next = entries[countUntil(entries, position)]?.at
  const isIdle = isIdleSkipped && next !== undefined && next - position > maxIdleMs
  return (isIdle ? next - maxIdleMs : position) + elapsed
}

/** Plays entries, which are in the order of their times, at a speed. It stops at their end. */
export function usePlayback(entries: readonly Entry[], speed: number, isIdleSkipped: boolean): Playback {
  const start = entries[0]?.at ?? 0
  const end = entries.at(-1)?.at ?? start
  const [position, setPosition] = useState(start)
  const [isPlaying, setPlaying] = useState(false)

  useEffect(() => {
    if (!isPlaying) return
    let last = performance.now()
    let frame = requestAnimationFrame(function tick(now) {
      const elapsed = (now - last) * speed
      last = now
      setPosition((moment) => Math.min(end, advance(entries, moment, elapsed, isIdleSkipped)))
      frame = requestAnimationFrame(tick)
    })
    return () => cancelAnimationFrame(frame)
  }, [isPlaying, speed, entries, end, isIdleSkipped])

  useEffect(() => {
    if (position >= end) setPlaying(false)
  }, [position, end])

  const play = useCallback(() => {
    setPosition((moment) => (moment >= end ? start : moment))
    setPlaying(true)
  }, [start, end])
  const pause = useCallback(() => setPlaying(false), [])
  return {
    position,
    isPlaying,
    shown: countUntil(entries, position),
    start,
    end,
    play,
    pause,
    seek: setPosition,
  }
}
