/** Sets the clock of this process, gateways and clients, ahead by so many milliseconds; the answer sets it right again. */
export function shiftClock(ms: number): () => void {
  const RealDate = Date
  globalThis.Date = class extends RealDate {
    constructor(...given: [] | [number | string | Date]) {
      if (given.length === 0) super(RealDate.now() + ms)
      else super(...given)
    }
    static override now(): number {
      return RealDate.now() + ms
    }
  } as DateConstructor
  return () => {
    globalThis.Date = RealDate
  }
}
