import { useCallback, useRef, useState } from 'react'
import type { RunLog } from './log/run-log.ts'
import type { ScrollChange } from './viewport.ts'

/** Whether the end of a log is followed, and what changes that. */
export type Following = {
  readonly isFollowing: boolean
  /** Entries that came at the end since it was left. */
  readonly unseen: number
  readonly follow: () => void
  /** Stays where it is, as for reading an entry. */
  readonly release: () => void
  readonly onScroll: (change: ScrollChange) => void
}

/** Whether a list is kept at its end while entries come: until someone scrolls up, and again when scrolled to its end. */
export function useFollow(log: RunLog, startsAtEnd: boolean): Following {
  const [isFollowing, setFollowing] = useState(startsAtEnd)
  const seen = useRef(0)

  const follow = useCallback(() => setFollowing(true), [])
  const release = useCallback(() => {
    setFollowing((was) => {
      if (was) seen.current = log.appended
      return false
    })
  }, [log])
  const onScroll = useCallback(
    ({ isAtEnd, by }: ScrollChange) => {
      // The end also comes into view by rows that are shown on request, and by entries that came before the list was left.
      if (isAtEnd && by > 0) follow()
      else if (!isAtEnd && by < 0) release()
    },
    [follow, release],
  )
  return { isFollowing, unseen: isFollowing ? 0 : log.appended - seen.current, follow, release, onScroll }
}
