// biome-ignore-all lint/a11y/useSemanticElements: a virtual list positions its rows, which a table does not allow.
import { type MouseEvent, useId, useLayoutEffect, useSyncExternalStore } from 'react'
import { ColumnHeadings, columnCount } from './columns.tsx'
import type { Entry } from './log/entry.ts'
import type { RunLog } from './log/run-log.ts'
import type { StepCost } from './log/step-costs.ts'
import { idleMs, type Timeline } from './log/timeline.ts'
import type { View } from './log/view.ts'
import { handleKey } from './log-keys.ts'
import { Row, type TimeMode } from './row.tsx'
import type { Collapsing } from './use-collapsed.ts'
import type { Following } from './use-follow.ts'
import { useAnchor, useRows, useStayAtEnd, useWaiting } from './use-rows.ts'
import { findRange, type Selecting } from './use-selection.ts'
import type { Viewport } from './viewport.ts'

/** A view of a log, and the state that its rows are rendered with. */
export type LogListProps = {
  readonly viewport: Viewport
  readonly log: RunLog
  readonly view: View
  readonly following: Following
  readonly selecting: Selecting
  /** None where entries of sub-agents cannot be collapsed. */
  readonly collapsing: Collapsing | undefined
  readonly isMatch: (entry: Entry) => boolean
  readonly isWrapped: boolean
  readonly timeMode: TimeMode
  readonly timeline: Timeline | undefined
  /** What was charged with each step, where that is shown. */
  readonly costs: ReadonlyMap<Entry, StepCost> | undefined
  readonly now: number
  /** Rows that are not loaded came into view. */
  readonly onWaiting: () => void
  /** An entry to show in the middle; a new object shows it again. */
  readonly target: { readonly entry: Entry } | undefined
}

/** The rows of a log, rendered with each frame that has new ones. Only those in view, and some around them, are elements. */
export function LogList(props: LogListProps) {
  const { viewport, log, view, following, selecting, collapsing, isWrapped, timeline, target } = props
  useSyncExternalStore(log.subscribe, () => log.version)
  const id = useId()
  const { isFollowing } = following
  const rows = useRows(viewport, view.length, isFollowing, isWrapped)
  useAnchor(viewport, view, rows, isFollowing || isWrapped)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new target is scrolled to.
  useLayoutEffect(() => {
    const index = target ? view.indexOf(target.entry) : -1
    if (index >= 0) rows.scrollToIndex(index, true)
  }, [target])
  useStayAtEnd(viewport, rows, isFollowing)
  useWaiting(viewport, view, rows, props.onWaiting)

  function onClick(event: MouseEvent): void {
    const row = (event.target as Element).closest('[data-key]')
    const entry = row instanceof HTMLElement ? log.find(row.dataset.key ?? '') : undefined
    if (!entry || (!event.shiftKey && hasSelectedText(event.currentTarget))) return
    following.release()
    if (collapsing && (event.target as Element).closest('.twisty'))
      collapsing.setCollapsed(entry, !collapsing.collapsed.has(entry))
    else selecting.select(entry, event.shiftKey)
  }

  const { selection } = selecting
  const focus = selection ? view.indexOf(selection.focus) : -1
  const [from, to] = findRange(view, selection) ?? [0, -1]
  const rowId = (index: number) => `${id}-${index}`
  const isFocusRendered = rows.items.some(({ index }) => index === focus)
  return (
    <div
      ref={viewport.attach}
      className={isWrapped ? 'log wrapped' : 'log'}
      role="treegrid"
      aria-label="Log of the run"
      aria-rowcount={view.length + 1}
      aria-colcount={columnCount}
      aria-multiselectable="true"
      aria-activedescendant={isFocusRendered ? rowId(focus) : undefined}
      tabIndex={0}
      onScroll={() => following.onScroll(viewport.readScroll())}
      onKeyDown={(event) => handleKey(event, { viewport, view, rows, following, selecting, collapsing })}
      onMouseDown={(event) => {
        // Text that is being selected stays where it is.
        if ((event.target as Element).closest('[data-key]')) following.release()
        // The rows between are selected, not their texts. The list has the focus as with any other click.
        if (!event.shiftKey) return
        event.preventDefault()
        event.currentTarget.focus({ preventScroll: true })
      }}
      onClick={onClick}
    >
      <ColumnHeadings isWaterfall={timeline !== undefined} />
      <div role="presentation" className="rows" style={{ height: rows.height }}>
        <div role="rowgroup" className="window" style={{ top: rows.items[0]?.start ?? 0 }}>
          {rows.items.map(({ index, key }) => {
            const entry = view.at(index)
            const previous = index > 0 ? view.at(index - 1) : undefined
            const idle = entry && previous ? entry.at - previous.at : 0
            return (
              <Row
                key={isWrapped ? (entry?.key ?? index) : key}
                measure={rows.measure}
                entry={entry}
                index={index}
                rowId={rowId(index)}
                timeMode={props.timeMode}
                since={since(entry, previous, log, props.timeMode)}
                hidden={entry && collapsing?.collapsed.has(entry) ? entry.children : 0}
                hasChildren={collapsing !== undefined && entry !== undefined && entry.children > 0}
                idle={idle > idleMs ? idle : 0}
                isSelected={index >= from && index <= to}
                isMatch={entry !== undefined && props.isMatch(entry)}
                text={entry?.text ?? ''}
                duration={entry?.duration}
                costUsd={entry?.costUsd ?? 0}
                hasFailed={entry?.hasFailed ?? false}
                timeline={timeline}
                stepCost={entry && props.costs?.get(entry)}
                now={timeline ? props.now : 0}
              />
            )
          })}
        </div>
      </div>
    </div>
  )
}

/** Whether text of an element is selected, as by dragging over it: the click that ends that is none on the row. */
function hasSelectedText(element: Element): boolean {
  const selection = getSelection()
  return selection !== null && !selection.isCollapsed && element.contains(selection.anchorNode)
}

/** The moment that the time of a row is shown from: 0 for the time of day. */
function since(entry: Entry | undefined, previous: Entry | undefined, log: RunLog, mode: TimeMode): number {
  if (!entry || mode === 'wall') return 0
  return (mode === 'delta' ? previous : log.at(0))?.at ?? entry.at
}
