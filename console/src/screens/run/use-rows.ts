import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import type { Entry } from './log/entry.ts'
import type { View } from './log/view.ts'
import { rowPx, type Viewport } from './viewport.ts'

/** Rows above and below those in view that are elements of the page, too. */
const overscan = 12
/** The window moves by so many rows at once, so that not every scroll event renders. */
const stepRows = 4

/** A row that is an element of the page; `start` is its offset in pixels, `key` that of its element. */
export type RowPosition = { readonly index: number; readonly start: number; readonly key: React.Key }

/** The rows that are elements of the page, of all that a list has. */
export type Rows = {
  readonly items: readonly RowPosition[]
  /** Of all rows, in pixels. */
  readonly height: number
  readonly measure: ((element: HTMLElement | null) => void) | undefined
  readonly scrollToIndex: (index: number, isCentred?: boolean) => void
}

/** The rows that are elements of the page, where each is as high as the others. Takes the same time for any number of rows. */
function useFixedRows(viewport: Viewport, count: number, isFollowing: boolean): Rows {
  const height = useSyncExternalStore(viewport.subscribe, () => viewport.height)
  const firstInView = useSyncExternalStore(viewport.subscribe, () =>
    isFollowing ? -1 : Math.floor(viewport.top / rowPx / stepRows) * stepRows,
  )
  const inView = Math.ceil(height / rowPx) + stepRows
  // While the end is followed, it is known without the scroll event that each new row causes.
  const first = isFollowing ? count - inView : Math.min(firstInView, count - inView)
  // All rows change with what comes, and a reader who scrolls away has the others by the next rendering.
  const from = Math.max(0, first - (isFollowing ? stepRows : overscan))
  const to = Math.min(count, Math.max(0, first) + inView + overscan)
  // Rows keep their elements while they are in the window. Where it jumps, all elements show other rows: React updates 50 in
  // half the time that it takes to remove them and make new ones.
  const shown = useRef({ from: 0, to: 0, firstKey: 0 })
  const { current: last } = shown
  const isJump = from >= last.to || to <= last.from
  shown.current = { from, to, firstKey: isJump ? last.firstKey : last.firstKey + from - last.from }
  const items: RowPosition[] = []
  for (let index = from; index < to; index += 1)
    items.push({ index, start: index * rowPx, key: shown.current.firstKey + index - from })

  function scrollToIndex(index: number, isCentred = false): void {
    const start = index * rowPx
    const lowest = start + rowPx - viewport.height
    if (isCentred) viewport.scrollTo(Math.max(0, start - (viewport.height - rowPx) / 2))
    else if (start < viewport.top) viewport.scrollTo(start)
    else if (lowest > viewport.top) viewport.scrollTo(lowest)
  }
  return { items, height: count * rowPx, measure: undefined, scrollToIndex }
}

/** The rows that are elements of the page, where their heights are known only once they are rendered. */
function useMeasuredRows(viewport: Viewport, count: number, isEnabled: boolean): Rows {
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => viewport.element,
    estimateSize: () => rowPx,
    overscan,
    scrollPaddingEnd: viewport.headHeight,
    enabled: isEnabled,
  })
  return {
    items: virtualizer.getVirtualItems(),
    height: virtualizer.getTotalSize(),
    measure: virtualizer.measureElement,
    scrollToIndex: (index, isCentred) =>
      virtualizer.scrollToIndex(index, { align: isCentred ? 'center' : 'auto' }),
  }
}

/** The rows in view and some around them: all of one height, or measured where they are wrapped. */
export function useRows(viewport: Viewport, count: number, isFollowing: boolean, isWrapped: boolean): Rows {
  const fixed = useFixedRows(viewport, count, isFollowing)
  // The virtualizer writes the offsets of all rows anew for each new count, and renders with each scroll event.
  const measured = useMeasuredRows(viewport, count, isWrapped)
  return isWrapped ? measured : fixed
}

/** Scrolls to the end of the list with each rendering while it is followed. */
export function useStayAtEnd(viewport: Viewport, { height }: Rows, isFollowing: boolean): void {
  useLayoutEffect(() => {
    if (isFollowing) viewport.scrollTo(Math.max(0, height - viewport.height))
  })
}

/** Keeps the first row in view where it is when rows come or go above it. */
export function useAnchor(viewport: Viewport, view: View, { items }: Rows, isOff: boolean): void {
  const anchor = useRef<{ entry: Entry; index: number }>(undefined)
  useLayoutEffect(() => {
    const old = anchor.current
    if (old && !isOff && view.at(old.index) !== old.entry) {
      const index = view.indexOf(old.entry)
      if (index >= 0) viewport.scrollTo(viewport.top + (index - old.index) * rowPx)
    }
    anchor.current = undefined
    for (const { index } of items) {
      const entry = view.at(index)
      if (!entry) continue
      anchor.current = { entry, index }
      break
    }
  })
}

/** Calls `onWaiting` while a row in view is not loaded. */
export function useWaiting(viewport: Viewport, view: View, { items }: Rows, onWaiting: () => void): void {
  useEffect(() => {
    const bottom = viewport.top + viewport.height
    const isWaiting = items.some(
      ({ index, start }) => start + rowPx > viewport.top && start < bottom && !view.at(index),
    )
    if (isWaiting) onWaiting()
  })
}
