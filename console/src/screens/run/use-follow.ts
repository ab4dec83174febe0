import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import type { RunLog } from './log/run-log.ts'

/** So near its end, a log counts as being read at its end. */
const nearPx = 8

export type Following = {
  readonly isFollowing: boolean
  /** Entries that came at the end since it was left. */
  readonly unseen: number
  readonly follow: () => void
  /** Stays where it is, as for reading an entry. */
  readonly release: () => void
  readonly onScroll: () => void
}

/** Keeps a list at its end while entries come, until someone scrolls up; scrolled to its end, it follows again. */
export function useFollow(
  list: RefObject<HTMLElement | null>,
  log: RunLog,
  length: number,
  startsAtEnd: boolean,
): Following {
  const [isFollowing, setFollowing] = useState(startsAtEnd)
  const seen = useRef(0)
  const lastTop = useRef(0)
  if (isFollowing) seen.current = log.appended

  // biome-ignore lint/correctness/useExhaustiveDependencies: each new length is a new end.
  useLayoutEffect(() => {
    const element = list.current
    if (!isFollowing || !element) return
    element.scrollTop = element.scrollHeight
    lastTop.current = element.scrollTop
  }, [list, isFollowing, length, log.version])

  const onScroll = useCallback(() => {
    const element = list.current
    if (!element) return
    const { scrollTop, scrollHeight, clientHeight } = element
    const isAtEnd = scrollHeight - scrollTop - clientHeight <= nearPx
    if (isAtEnd) setFollowing(true)
    // Rows that grow move nothing up: only a reader does.
    else if (scrollTop < lastTop.current) setFollowing(false)
    lastTop.current = scrollTop
  }, [list])
  const follow = useCallback(() => setFollowing(true), [])
  const release = useCallback(() => setFollowing(false), [])
  return { isFollowing, unseen: log.appended - seen.current, follow, release, onScroll }
}
