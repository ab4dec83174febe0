const seconds = { w: 604_800, d: 86_400, h: 3_600, m: 60, s: 1 }

/** Tells times relative to the moment the demo is made, as text with microseconds (which JavaScript's Date lacks). */
export type Clock = {
  /** `ago('2d 3h')`: two days and three hours before the demo was made. */
  ago(span: string): string
  /** `ahead('30m')`: half an hour after the demo was made. */
  ahead(span: string): string
}

/** Seconds in a span such as `6w 2d 3h 4m 5s`; throws for anything else. */
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

export function clockAt(now: Date): Clock {
  const at = (offset: number) =>
    withMicroseconds(now.getTime() + offset * 1_000, (Math.abs(offset) * 7_919) % 1_000)
  return { ago: (span) => at(-spanSeconds(span)), ahead: (span) => at(spanSeconds(span)) }
}

/** The time some seconds after (or, negative, before) another, which keeps its microseconds. */
export function after(time: string, offset: number): string {
  return withMicroseconds(Date.parse(time) + offset * 1_000, Number(time.slice(-4, -1)))
}

/** `created_at` and `updated_at`, equal unless a second time is given. */
export function stamped(created: string, updated = created) {
  return { created_at: created, updated_at: updated }
}
