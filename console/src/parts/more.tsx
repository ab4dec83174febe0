import { useEffect, useRef } from 'react'
import type { Connection } from '../data/use-connection.ts'

type MoreProps = {
  /** What the button names, such as `sessions`. */
  readonly what: string
  readonly connection: Connection<unknown>
}

/**
 * At the end of a list: reads the next page when it is scrolled near, or by its button; shows why that failed.
 * The button is never `disabled`, which would take the focus from it.
 */
export function More({ what, connection: { list, isLoading, error, loadMore } }: MoreProps) {
  const button = useRef<HTMLButtonElement>(null)
  const cursor = list?.pageInfo.hasNextPage ? list.pageInfo.endCursor : undefined

  // Observed anew at each cursor: a page that added nothing visible leaves the button in view, without an event.
  useEffect(() => {
    if (!cursor || !button.current || isLoading || error) return
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && loadMore(),
      { rootMargin: '400px' },
    )
    observer.observe(button.current)
    return () => observer.disconnect()
  }, [cursor, isLoading, error, loadMore])

  return (
    <>
      {list && error && (
        <p className="notice bad" role="alert">{`The list could not be read on: ${error.message}`}</p>
      )}
      {cursor && (
        <button
          ref={button}
          className="button more"
          type="button"
          aria-disabled={isLoading}
          onClick={loadMore}
        >
          {isLoading ? `Loading ${what}…` : `More ${what}`}
        </button>
      )}
    </>
  )
}
