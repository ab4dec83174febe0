// biome-ignore-all lint/a11y/useSemanticElements: a virtual list positions its rows, which a table does not allow.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, and names its row by aria-activedescendant.
import './row.css'
import { memo } from 'react'
import { shortCreditsText } from '../../parts/credits.ts'
import { numberText } from '../../parts/plural.ts'
import { durationText, fullTime, wallTime } from '../../parts/time-text.ts'
import { columnCount, columnIndex } from './columns.tsx'
import type { Entry } from './log/entry.ts'
import { categoryOf, isErrorAmong } from './log/filter.ts'
import { type StepCost, tokensText, usdText } from './log/step-costs.ts'
import type { Timeline } from './log/timeline.ts'
import { summaryOf, typeText } from './log/words.ts'

/** How rows show their time: of day, since the first entry, or since the entry before. */
export type TimeMode = 'wall' | 'relative' | 'delta'

/** What a row shows. It renders again only when one of these changes. */
export type RowProps = {
  /** A `ref` that measures the row's height, where that is not known. */
  readonly measure: ((element: HTMLElement | null) => void) | undefined
  readonly entry: Entry | undefined
  /** From 0; the headings of the columns are a row before the first one. */
  readonly index: number
  readonly rowId: string
  readonly timeMode: TimeMode
  /** The moment that its time is shown from, where that is no time of day. */
  readonly since: number
  /** Milliseconds without an entry before this one, where they are many. */
  readonly idle: number
  readonly hasChildren: boolean
  /** How many entries below it are collapsed. */
  readonly hidden: number
  readonly isSelected: boolean
  readonly isMatch: boolean
  /** What of an entry may change while it is shown. */
  readonly text: string
  readonly duration: number | undefined
  readonly costUsd: number
  readonly hasFailed: boolean
  readonly stepCost: StepCost | undefined
  /** Where the waterfall is shown; its bar goes from here … */
  readonly timeline: Timeline | undefined
  /** … to here, where the step has no end yet. */
  readonly now: number
}

/** The bar of a step on the waterfall's axis. */
function Bar({ entry, timeline, now }: { entry: Entry; timeline: Timeline; now: number }) {
  const isCall = entry.type === 'agent.tool.call'
  const from = timeline.place(entry.at)
  const until = isCall ? timeline.place(entry.at + (entry.duration ?? Math.max(0, now - entry.at))) : from
  return (
    <span
      className={isCall ? 'bar' : 'bar point'}
      style={{ left: `${from * 100}%`, width: `${(until - from) * 100}%` }}
    />
  )
}

/** The time of a row, and the fraction of its second apart, which narrow screens leave out. */
function timeText(at: number, { timeMode, since }: RowProps): readonly [string, string] {
  if (timeMode !== 'wall') return [`${timeMode === 'delta' ? '+' : ''}${durationText(at - since)}`, '']
  const [, whole = '', fraction = ''] = /^(.*\d\d:\d\d)(\.\d+)?$/.exec(wallTime(at)) ?? ['', wallTime(at)]
  return [whole, fraction]
}

/** What a tool's call itself cost, and in the waterfall what was charged with the step. */
function Cost({ costUsd, timeline, stepCost }: RowProps) {
  const usd = usdText(costUsd)
  if (!timeline)
    return (
      <span role="gridcell" aria-colindex={columnIndex.cost} className="cost">
        {usd}
      </span>
    )
  return (
    <>
      <span role="gridcell" aria-colindex={columnIndex.tokens} className="cost tokens">
        {stepCost?.inputTokens === undefined ? '' : tokensText(stepCost)}
      </span>
      <span role="gridcell" aria-colindex={columnIndex.cost} className="cost">
        {stepCost ? `${shortCreditsText(stepCost.credits)} cr` : usd}
      </span>
    </>
  )
}

/** One row of a log. It changes only with what it shows. */
export const Row = memo(function Row(props: RowProps) {
  const { measure, entry, index, rowId, idle, isSelected, isMatch, duration, timeline, now } = props
  if (!entry) {
    return (
      <div
        ref={measure}
        data-index={measure && index}
        className="row waiting"
        role="row"
        id={rowId}
        aria-rowindex={index + 2}
        aria-busy="true"
      >
        <span
          role="gridcell"
          aria-colindex={1}
          aria-colspan={columnCount}
          className="bar-line"
          aria-label="Loading…"
        />
      </div>
    )
  }
  const [whole, fraction] = timeText(entry.at, props)
  const isError = isErrorAmong(entry, timeline !== undefined)
  const classes = ['row', categoryOf(entry), entry.kind, isError && 'failed', isMatch && 'match']
  return (
    <div
      ref={measure}
      data-index={measure && index}
      className={classes.filter(Boolean).join(' ')}
      role="row"
      id={rowId}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      aria-level={entry.subAgent ? 2 : 1}
      aria-expanded={props.hasChildren ? props.hidden === 0 : undefined}
      data-key={entry.key}
    >
      <span role="gridcell" aria-colindex={columnIndex.time} className="time" title={fullTime(entry.at)}>
        {whole}
        <span className="fraction">{fraction}</span>
      </span>
      <span
        role="gridcell"
        aria-colindex={columnIndex.type}
        className="type"
        title={entry.kind === 'event' ? entry.type : undefined}
      >
        {typeText(entry)}
      </span>
      <span role="gridcell" aria-colindex={columnIndex.tool} className="tool">
        {entry.tool}
      </span>
      <span
        role="rowheader"
        aria-colindex={columnIndex.summary}
        className={entry.subAgent ? 'summary nested' : 'summary'}
        data-tool={entry.tool || undefined}
      >
        {props.hasChildren && (
          <span className="twisty" aria-hidden="true" title="Steps of sub-agents">
            {props.hidden > 0 ? `▸ ${numberText(props.hidden)}` : '▾'}
          </span>
        )}
        {idle > 0 && <span className="badge idle">{durationText(idle)} idle</span>}
        {entry.isLate && (
          <span className="badge warning" title="Written after entries that are dated later">
            Late
          </span>
        )}
        {isError && <span className="badge bad">Error</span>}
        {entry.subAgent && <span className="badge">{entry.subAgent}</span>}
        {summaryOf(entry)}
      </span>
      {timeline && (
        <span
          role="gridcell"
          aria-colindex={columnIndex.track}
          className="track"
          aria-label={duration === undefined ? 'No duration' : durationText(duration)}
        >
          <Bar entry={entry} timeline={timeline} now={now} />
        </span>
      )}
      <span role="gridcell" aria-colindex={columnIndex.duration} className="duration">
        {duration === undefined ? '' : durationText(duration)}
      </span>
      <Cost {...props} />
    </div>
  )
})
