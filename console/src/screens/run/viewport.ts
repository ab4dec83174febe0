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
  /** Of the part that shows rows. */
  height = innerHeight
  /** Of the headings, which stay above the rows. */
  headHeight = 0
  readonly #listeners = new Set<() => void>()

  /** The `ref` of the list. */
  attach = (element: HTMLElement | null): (() => void) | undefined => {
    this.element = element
    if (!element) return undefined
    this.#readHeight(element)
    const observer = new ResizeObserver(() => {
      this.#readHeight(element)
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

  #readHeight(element: HTMLElement): void {
    this.headHeight = element.querySelector<HTMLElement>('.rows')?.offsetTop ?? 0
    this.height = element.clientHeight - this.headHeight
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }
}
