import 'uplot/dist/uPlot.min.css'
import { useEffect, useRef } from 'react'
import UPlot from 'uplot'
import { tickTexts } from './chart-ticks.ts'

/** Points of a line over time; `times` and `values` have the same length. */
export type ChartProps = {
  readonly label: string
  /** Milliseconds since the epoch, growing. */
  readonly times: readonly number[]
  readonly values: readonly number[]
  /** For sums of days of UTC: the axis has those days, whatever the reader's zone. */
  readonly isUtc?: boolean
}

const heightPx = 200

/** What changes the colours of a page that is shown. */
const recolouring = [matchMedia('(prefers-color-scheme: dark)'), matchMedia('print')]

const compact = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 2 })

/** A line over time. It is never the only way to the numbers: a table stands beside it. */
export function Chart({ label, times, values, isUtc = false }: ChartProps) {
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = frame.current
    if (!element) return
    const colours = getComputedStyle(element)
    // uPlot would show almost three years from there.
    const isMoment = times[0] === times.at(-1)
    const axis = { stroke: () => colours.color, grid: { stroke: () => colours.borderTopColor, width: 1 } }
    const chart = new UPlot(
      {
        width: element.clientWidth,
        height: heightPx,
        series: [
          {},
          { label, stroke: () => colours.outlineColor, width: 2, points: { show: times.length < 50 } },
        ],
        scales: { x: { range: (_chart, min, max) => (isMoment ? [min - 60, min + 60] : [min, max]) } },
        axes: [
          {
            ...axis,
            space: 90,
            // A moment has a tick of its own, as no round time may be near it.
            ...(isMoment && { splits: ({ data: [[first = 0]] }: UPlot) => [first] }),
            values: (_chart, ticks, _index, _space, step) => tickTexts(ticks, step, isUtc),
          },
          { ...axis, size: 60, values: (_chart, ticks) => ticks.map((tick) => compact.format(tick)) },
        ],
        tzDate: (seconds) =>
          isUtc ? UPlot.tzDate(new Date(seconds * 1_000), 'UTC') : new Date(seconds * 1_000),
        // The last label of the axis stands out by half of its width.
        padding: [null, 32, null, null],
        legend: { show: false },
      },
      [times.map((time) => time / 1_000), [...values]],
      element,
    )
    const observer = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height: heightPx }))
    observer.observe(element)
    // A canvas keeps the colours that it was drawn with.
    const redraw = () => chart.redraw(false)
    for (const query of recolouring) query.addEventListener('change', redraw)
    return () => {
      for (const query of recolouring) query.removeEventListener('change', redraw)
      observer.disconnect()
      chart.destroy()
    }
  }, [label, times, values, isUtc])
  return (
    <div
      ref={frame}
      className="chart"
      role="img"
      aria-label={`${label} over time; the table has the numbers.`}
      style={{ minHeight: heightPx }}
    />
  )
}
