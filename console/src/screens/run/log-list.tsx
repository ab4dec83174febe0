// biome-ignore-all lint/a11y/useSemanticElements: a virtual list positions its rows, which a table does not allow.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, and names its row by aria-activedescendant.
import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
} from 'react'
import { durationText, wallTime } from '../../parts/time.tsx'
import type { Entry } from './log/entry.ts'
import type { RunLog } from './log/run-log.ts'
import { idleMs, type Timeline } from './log/timeline.ts'
import type { View } from './log/view.ts'
import { lineOf } from './log/words.ts'
import { Row } from './row.tsx'
import type { Following } from './use-follow.ts'
import type { Selecting } from './use-selection.ts'

export type TimeMode = 'wall' | 'relative' | 'delta'

export type LogListProps = {
  readonly list: RefObject<HTMLDivElement | null>
  readonly log: RunLog
  readonly view: View
  readonly following: Following
  readonly selecting: Selecting
  readonly isMatch: (entry: Entry) => boolean
  readonly isWrapped: boolean
  readonly timeMode: TimeMode
  readonly timeline: Timeline | undefined
  readonly now: number
  /** Rows that are not loaded came into view. */
  readonly onWaiting: () => void
  /** An entry to show in the middle; a new object shows it again. */
  readonly target: { readonly entry: Entry } | undefined
}

const rowPx = 28
const overscan = 12

/** The rows of a log. Only those in view, and some around them, are elements of the page. */
export function LogList(props: LogListProps) {
  const { list, log, view, following, selecting, isWrapped, timeline, target, onWaiting } = props
  const id = useId()
  const virtualizer = useVirtualizer({
    count: view.length,
    getScrollElement: () => list.current,
    estimateSize: () => rowPx,
    overscan,
  })
  const items = virtualizer.getVirtualItems()
  useAnchor(list, view, items[0]?.index ?? 0, following.isFollowing || isWrapped)

  // biome-ignore lint/correctness/useExhaustiveDependencies: measured rows keep their sizes until the wrapping changes.
  useEffect(() => virtualizer.measure(), [isWrapped])

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new target is scrolled to.
  useLayoutEffect(() => {
    const index = target ? view.indexOf(target.entry) : -1
    if (index >= 0) virtualizer.scrollToIndex(index, { align: 'center' })
  }, [target])

  const isWaiting = items.some(({ index }) => !view.at(index))
  useEffect(() => {
    if (isWaiting) onWaiting()
  })

  const { selection, range, select } = selecting
  const focus = selection ? view.indexOf(selection.focus) : -1

  function moveTo(index: number, extend: boolean): void {
    const entry = view.at(Math.min(view.length - 1, Math.max(0, index)))
    if (!entry) return
    following.release()
    select(entry, extend)
    virtualizer.scrollToIndex(view.indexOf(entry))
  }

  function onKeyDown(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor((list.current?.clientHeight ?? 0) / rowPx) - 1)
    const current = focus >= 0 ? focus : view.length
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => moveTo(current + 1, event.shiftKey),
      ArrowUp: () => moveTo(current - 1, event.shiftKey),
      PageDown: () => moveTo(current + page, event.shiftKey),
      PageUp: () => moveTo(current - page, event.shiftKey),
      Home: () => moveTo(0, event.shiftKey),
      End: () => (event.shiftKey ? moveTo(view.length - 1, true) : following.follow()),
      Escape: () => selecting.clear(),
    }
    const isCopy = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c'
    if (isCopy && range && !getSelection()?.toString()) {
      event.preventDefault()
      void copyRows(view, range)
      return
    }
    const move = event.ctrlKey || event.metaKey || event.altKey ? undefined : moves[event.key]
    if (!move) return
    event.preventDefault()
    move()
  }

  function onClick(event: MouseEvent): void {
    const row = (event.target as Element).closest('[data-key]')
    const entry = row instanceof HTMLElement ? log.find(row.dataset.key ?? '') : undefined
    if (!entry) return
    following.release()
    select(entry, event.shiftKey)
  }

  const rowId = (index: number) => `${id}-${index}`
  return (
    <div
      ref={list}
      className={isWrapped ? 'log wrapped' : 'log'}
      role="grid"
      aria-label="Log of the run"
      aria-rowcount={view.length}
      aria-multiselectable="true"
      aria-activedescendant={items.some(({ index }) => index === focus) ? rowId(focus) : undefined}
      tabIndex={0}
      onScroll={following.onScroll}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <div role="rowgroup" className="rows" style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ index, start, key }) => {
          const entry = view.at(index)
          const previous = index > 0 ? view.at(index - 1) : undefined
          const idle = entry && previous ? entry.at - previous.at : 0
          return (
            <div
              key={key}
              role="presentation"
              className="place"
              data-index={index}
              ref={isWrapped ? virtualizer.measureElement : undefined}
              style={{ transform: `translateY(${start}px)` }}
            >
              <Row
                entry={entry}
                index={index}
                rowId={rowId(index)}
                time={entry ? timeText(entry, previous, log, props.timeMode) : ''}
                idle={idle > idleMs ? idle : 0}
                isSelected={range !== undefined && index >= range[0] && index <= range[1]}
                isMatch={entry !== undefined && props.isMatch(entry)}
                text={entry?.text ?? ''}
                duration={entry?.duration}
                costUsd={entry?.costUsd ?? 0}
                timeline={timeline}
                now={timeline ? props.now : 0}
              />
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** Keeps the first row in view where it is when rows come or go above it. */
function useAnchor(list: RefObject<HTMLElement | null>, view: View, first: number, isOff: boolean): void {
  const anchor = useRef<{ entry: Entry; index: number }>(undefined)
  useLayoutEffect(() => {
    const old = anchor.current
    const element = list.current
    if (old && element && !isOff && view.at(old.index) !== old.entry) {
      const index = view.indexOf(old.entry)
      if (index >= 0) element.scrollTop += (index - old.index) * rowPx
    }
    const entry = view.at(first)
    anchor.current = entry && { entry, index: first }
  })
}

function timeText(entry: Entry, previous: Entry | undefined, log: RunLog, mode: TimeMode): string {
  if (mode === 'wall') return wallTime(entry.at)
  if (mode === 'delta') return previous ? `+${durationText(entry.at - previous.at)}` : '0'
  return durationText(entry.at - (log.at(0)?.at ?? entry.at))
}

export async function copyRows(view: View, [from, to]: readonly [number, number]): Promise<void> {
  const lines: string[] = []
  for (let index = from; index <= to; index += 1) {
    const entry = view.at(index)
    if (entry) lines.push(lineOf(entry))
  }
  await navigator.clipboard.writeText(lines.join('\n'))
}
