import { useMemo, useState } from 'react'
import { numberText } from '../../parts/plural.ts'
import { useNow } from '../../parts/time.tsx'
import { usePlace } from '../../shell/router.ts'
import { Announcer } from './announcer.tsx'
import { copyRows } from './copy.ts'
import { Details } from './details/details.tsx'
import type { Entry } from './log/entry.ts'
import { type Category, categories, toTest } from './log/filter.ts'
import type { LogLoader } from './log/load.ts'
import { sumByStep } from './log/step-costs.ts'
import { createTimeline } from './log/timeline.ts'
import { createView } from './log/view.ts'
import { LogList } from './log-list.tsx'
import { PrintedLog } from './printed-log.tsx'
import type { TimeMode } from './row.tsx'
import { Toolbar } from './toolbar.tsx'
import { useAddress } from './use-address.ts'
import { useCharges } from './use-charges.ts'
import { useCollapsed } from './use-collapsed.ts'
import { useFind } from './use-find.ts'
import { useFollow } from './use-follow.ts'
import { useSelection } from './use-selection.ts'
import { Viewport } from './viewport.ts'

/** A run's log as it is loaded, and what is known of the run. */
export type LogViewProps = {
  readonly loader: LogLoader
  readonly version: number
  readonly run: string
  readonly session: string | undefined
  readonly isRunning: boolean
  /** Credits charged so far: another value has the charges read again. */
  readonly cost: string | undefined
  /** The key of the entry that the address names. */
  readonly target: string | undefined
}

const isCategory = (text: string | null): text is Category => text !== null && text in categories

/** The toolbar, the rows and the details of what is selected. */
export function LogView({ loader, version, run, session, isRunning, cost, target }: LogViewProps) {
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

  const collapsing = useCollapsed()
  const test = useMemo(
    () =>
      toTest(
        { category: isCategory(category) ? category : '', tool, errorsOnly, stepsOnly: isWaterfall },
        collapsing.collapsed,
      ),
    [category, tool, errorsOnly, isWaterfall, collapsing.collapsed],
  )
  const view = useMemo(() => createView(log, test), [log, test])
  const selecting = useSelection()
  const following = useFollow(log, target === undefined)
  const find = useFind(findText, session, run)
  const coarseNow = useNow()
  const now = isRunning ? coarseNow : 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: the log is the same object in each version.
  const timeline = useMemo(
    () => (isWaterfall ? createTimeline(log, now || undefined) : undefined),
    [log, version, isWaterfall, now],
  )
  const { charges } = useCharges(run, cost, isWaterfall)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the view has other rows in each version.
  const costs = useMemo(
    () => (isWaterfall && charges ? sumByStep(view, charges) : undefined),
    [view, version, charges, isWaterfall],
  )
  useAddress(target, selecting.selection?.focus, loader, version, (entry) => {
    following.release()
    if (entry.parent) collapsing.setCollapsed(entry.parent, false)
    selecting.select(entry)
    setGoal({ entry })
  })

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
            collapsing={collapsing}
            isMatch={find.isMatch}
            isWrapped={isWrapped}
            timeMode={timeMode}
            timeline={timeline}
            costs={costs}
            now={now}
            onWaiting={() => void loader.loadBefore()}
            target={goal}
          />
          {view.length === 0 && <p className="log-empty soft">No entry passes the filters.</p>}
          {!following.isFollowing && (
            <button className="button main pill" type="button" onClick={following.follow}>
              {isRunning && following.unseen > 0 ? `${numberText(following.unseen)} new · ` : ''}To the end
            </button>
          )}
        </div>
        {selection && (
          <Details
            key={selection.focus.key}
            entry={selection.focus}
            cost={costs?.get(selection.focus)}
            onClose={selecting.clear}
          />
        )}
      </div>
      <PrintedLog log={log} view={view} costs={costs} />
      <Announcer log={log} />
    </>
  )
}
