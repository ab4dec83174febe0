const seconds = { w: 604_800, d: 86_400, h: 3_600, m: 60, s: 1 }

/** Returns times relative to the demo's creation, with microseconds (which JavaScript's Date lacks). */
export type Clock = {
  /** `ago('2d 3h')`: two days and three hours before the demo's creation. */
  ago(span: string): string
  /** `ahead('30m')`: half an hour after the demo's creation. */
  ahead(span: string): string
}

/** Returns the seconds in a span such as `6w 2d 3h 4m 5s`. Throws for other text. */
function spanSeconds(span: string): number {
  return span.split(' ').reduce((sum, word) => {
    const unit = word.slice(-1) as keyof typeof seconds
    const count = Number(word.slice(0, -1))
    if (!(unit in seconds) || !Number.isFinite(count)) throw new Error(`"${span}" is no span like "2d 3h 4m"`)
    return sum + count * seconds[unit]
  }, 0)
}

function withMicroseconds(milliseconds: number, micros: number): string {
  const text = new Date(milliseconds).toISOString()
  return `${text.slice(0, -1)}${String(micros).padStart(3, '0')}Z`
}

/** Creates the clock of a demo created at this time. */
export function clockAt(now: Date): Clock {
  const at = (offset: number) =>
    withMicroseconds(now.getTime() + offset * 1_000, (Math.abs(offset) * 7_919) % 1_000)
  return { ago: (span) => at(-spanSeconds(span)), ahead: (span) => at(spanSeconds(span)) }
}

/** Returns the time `offset` seconds after another (before, if negative), keeping its microseconds. */
export function after(time: string, offset: number): string {
  return withMicroseconds(Date.parse(time) + offset * 1_000, Number(time.slice(-4, -1)))
}

/** Returns `created_at` and `updated_at`, equal unless a second time is given. */
export function stamped(created: string, updated = created) {
  return { created_at: created, updated_at: updated }
}
