import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useNow } from '../../parts/time.tsx'
import { setSearch, usePlace } from '../../shell/router.ts'
import { Announcer } from './announcer.tsx'
import { copyRows } from './copy.ts'
import { Details } from './details/details.tsx'
import type { Entry } from './log/entry.ts'
import { type Category, categories, toTest } from './log/filter.ts'
import type { LogLoader } from './log/load.ts'
import { createTimeline } from './log/timeline.ts'
import { createView } from './log/view.ts'
import { LogList } from './log-list.tsx'
import type { TimeMode } from './row.tsx'
import { Toolbar } from './toolbar.tsx'
import { useFind } from './use-find.ts'
import { useFollow } from './use-follow.ts'
import { useSelection } from './use-selection.ts'
import { Viewport } from './viewport.ts'

export type LogViewProps = {
  readonly loader: LogLoader
  readonly version: number
  readonly run: string
  readonly session: string | undefined
  readonly isRunning: boolean
  /** The key of the entry that the address names. */
  readonly target: string | undefined
}

const isCategory = (text: string | null): text is Category => text !== null && text in categories

/** The toolbar, the rows and the details of what is selected. */
export function LogView({ loader, version, run, session, isRunning, target }: LogViewProps) {
  const { log } = loader
  const { search } = usePlace()
  const [viewport] = useState(() => new Viewport())
  const category = search.get('kind')
  const tool = search.get('tool') ?? ''
  const errorsOnly = search.get('errors') === '1'
  const isWaterfall = search.get('view') === 'waterfall'
  const [timeMode, setTimeMode] = useState<TimeMode>('wall')
  const [isWrapped, setWrapped] = useState(false)
  const [findText, setFindText] = useState('')
  const [goal, setGoal] = useState<{ readonly entry: Entry } | undefined>(() => {
    const entry = target === undefined ? undefined : log.find(target)
    return entry && { entry }
  })

  const test = useMemo(
    () =>
      toTest({ category: isCategory(category) ? category : '', tool, errorsOnly, stepsOnly: isWaterfall }),
    [category, tool, errorsOnly, isWaterfall],
  )
  const view = useMemo(() => createView(log, test), [log, test])
  const selecting = useSelection()
  const following = useFollow(log, target === undefined)
  const find = useFind(useDeferredValue(findText), session, run)
  const coarseNow = useNow()
  const now = isRunning ? coarseNow : 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: the log is the same object in each version.
  const timeline = useMemo(
    () => (isWaterfall ? createTimeline(log, now || undefined) : undefined),
    [log, version, isWaterfall, now],
  )
  useTarget(target, loader, version, (entry) => {
    following.release()
    selecting.select(entry)
    setGoal({ entry })
  })
  useAddress(selecting.selection?.focus, loader)

  /** Selects the next entry, in a direction, that `matches`; goes on from the other end. */
  function go(step: 1 | -1, matches: (entry: Entry) => boolean): void {
    const { length } = view
    const focus = selecting.selection ? view.indexOf(selecting.selection.focus) : -1
    const start = focus >= 0 ? focus : step > 0 ? -1 : length
    for (let count = 1; count <= length; count += 1) {
      const entry = view.at((((start + step * count) % length) + length) % length)
      if (!entry || !matches(entry)) continue
      following.release()
      selecting.select(entry)
      setGoal({ entry })
      return
    }
  }

  const { selection } = selecting
  return (
    <>
      <Toolbar
        log={log}
        category={category ?? ''}
        tool={tool}
        errorsOnly={errorsOnly}
        isWaterfall={isWaterfall}
        timeMode={timeMode}
        isWrapped={isWrapped}
        findText={findText}
        find={find}
        test={test}
        onTimeMode={setTimeMode}
        onWrap={setWrapped}
        onFind={setFindText}
        onGo={go}
        onCopy={selection && (() => void copyRows(view, selection))}
      />
      <div className={selection ? 'log-area with-details' : 'log-area'}>
        <div className={isWaterfall ? 'log-frame waterfall' : 'log-frame'}>
          <LogList
            viewport={viewport}
            log={log}
            view={view}
            following={following}
            selecting={selecting}
            isMatch={find.isMatch}
            isWrapped={isWrapped}
            timeMode={timeMode}
            timeline={timeline}
            now={now}
            onWaiting={() => void loader.loadBefore()}
            target={goal}
          />
          {view.length === 0 && <p className="log-empty soft">No entry passes the filters.</p>}
          {!following.isFollowing && (
            <button className="button main pill" type="button" onClick={following.follow}>
              {following.unseen > 0 ? `${following.unseen.toLocaleString()} new · ` : ''}To the end
            </button>
          )}
        </div>
        {selection && <Details key={selection.focus.key} entry={selection.focus} onClose={selecting.clear} />}
      </div>
      <Announcer log={log} />
    </>
  )
}

/** Shows the entry that the address names, once it is loaded. */
function useTarget(
  target: string | undefined,
  { log }: LogLoader,
  version: number,
  show: (entry: Entry) => void,
): void {
  const shown = useRef<string>(undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each version may have the entry.
  useEffect(() => {
    const entry = target !== undefined && shown.current !== target ? log.find(target) : undefined
    if (!entry) return
    shown.current = target
    show(entry)
  }, [target, version])
}

const addressDelayMs = 300

/** Puts the selected entry into the address, as a link that opens the log there. */
function useAddress(entry: Entry | undefined, { log }: LogLoader): void {
  useEffect(() => {
    if (!entry) return
    const timer = setTimeout(
      () => setSearch({ at: entry.key, after: cursorBefore(log.indexOf(entry)) }),
      addressDelayMs,
    )
    return () => clearTimeout(timer)

    /** The nearest cursor above a place: the page behind it has the entry. */
    function cursorBefore(place: number): string | undefined {
      for (let index = place - 1; index >= 0 && index > place - 100; index -= 1) {
        const cursor = log.at(index)?.cursor
        if (cursor) return cursor
      }
      return undefined
    }
  }, [entry, log])
}
