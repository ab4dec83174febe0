/** The height of a row that is not wrapped, as in run.css. */
export const rowPx = 28

/** So near its end, a list counts as being scrolled to its end. */
const nearPx = 8

/** How a reader scrolled a list since the event before: by how many pixels, upwards if negative; 0 for what `scrollTo` did. */
export type ScrollChange = { readonly isAtEnd: boolean; readonly by: number }

/**
 * The scrolled part of a list, as of the last scroll event, resize or `scrollTo`: reading it forces no layout, which reading the
 * element's own properties while rows change would.
 */
export class Viewport {
  element: HTMLElement | null = null
  top = 0
  height = innerHeight
  readonly #listeners = new Set<() => void>()

  /** The `ref` of the list. */
  attach = (element: HTMLElement | null): (() => void) | undefined => {
    this.element = element
    if (!element) return undefined
    this.height = element.clientHeight
    const observer = new ResizeObserver(() => {
      this.height = element.clientHeight
      this.#changed()
    })
    observer.observe(element)
    return () => {
      observer.disconnect()
      this.element = null
    }
  }

  /** To be called in each scroll event of the list. */
  readScroll(): ScrollChange {
    if (!this.element) return { isAtEnd: false, by: 0 }
    const { scrollTop, scrollHeight, clientHeight } = this.element
    const by = scrollTop - this.top
    this.top = scrollTop
    this.#changed()
    return { isAtEnd: scrollHeight - scrollTop - clientHeight <= nearPx, by }
  }

  scrollTo(top: number): void {
    if (!this.element || top === this.top) return
    this.element.scrollTop = top
    this.top = this.element.scrollTop
    this.#changed()
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }
}
