import { type RefObject, useEffect, useRef } from 'react'
import { placeMemory } from './router.ts'

/** So long is waited for a list that Back or Forward returns to. */
const maxWaitMs = 10_000
/** What a reader moves the page with. */
const moves = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const

/**
 * Begins a new screen at its top, and one that Back, Forward or a reload returns to where it was left, once that much of it is
 * loaded and unless the reader moves it before. The focus goes to another screen: the link that led to it is gone. Returns the
 * handler of the element's scroll events.
 */
export function useScroll(main: RefObject<HTMLElement | null>, address: string): () => void {
  const shown = useRef<string>(undefined)
  const isWaiting = useRef(false)
  useEffect(() => {
    const element = main.current
    if (!element || shown.current === address) return
    if (shown.current !== undefined) element.focus({ preventScroll: true })
    shown.current = address
    const { top } = placeMemory()
    const start = performance.now()
    let frame = 0
    function stop(): void {
      isWaiting.current = false
      cancelAnimationFrame(frame)
      for (const move of moves) removeEventListener(move, stop)
    }
    function restore(): void {
      element?.scrollTo(0, top)
      const isLong = (element?.scrollTop ?? 0) >= Math.floor(top)
      // What is still loaded above moves the rest: the browser would keep the rows in view, which are others then.
      const isLoaded = top === 0 || element?.querySelector('[aria-busy="true"]') === null
      if ((isLong && isLoaded) || performance.now() - start > maxWaitMs) stop()
      else frame = requestAnimationFrame(restore)
    }
    isWaiting.current = true
    for (const move of moves) addEventListener(move, stop, { passive: true })
    restore()
    return stop
  }, [main, address])

  return () => {
    if (main.current && !isWaiting.current) placeMemory().top = main.current.scrollTop
  }
}
