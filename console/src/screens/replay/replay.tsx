import '../run/run.css'
import './replay.css'
import type { GatewayError } from '@ii-agent/gateway-client'
import { useEffect, useMemo, useState } from 'react'
import { useShownOperation } from '../../data/operation.ts'
import { ConsoleRunLogDocument } from '../../gql/graphql.ts'
import { Link } from '../../parts/link.tsx'
import { Loading } from '../../parts/loading.tsx'
import { numberText } from '../../parts/plural.ts'
import { Empty, ErrorState, NotFound, PartialNotice } from '../../parts/states.tsx'
import { durationText, wallTime } from '../../parts/time-text.ts'
import type { ScreenProps } from '../../shell/screens.tsx'
import { Details } from '../run/details/details.tsx'
import type { Entry } from '../run/log/entry.ts'
import type { RunLog } from '../run/log/run-log.ts'
import { LogList } from '../run/log-list.tsx'
import { PrintedLog } from '../run/printed-log.tsx'
import { useCollapsed } from '../run/use-collapsed.ts'
import { useFollow } from '../run/use-follow.ts'
import { useRunLog } from '../run/use-run-log.ts'
import { useSelection } from '../run/use-selection.ts'
import { Viewport } from '../run/viewport.ts'
import { createPlayedView } from './played-view.ts'
import { momentBeside, usePlayback } from './use-playback.ts'

const speeds = [1, 2, 5, 10, 30, 60]

/** Replays the log of a run as it came, faster. */
export default function Replay({ params: [id = ''] }: ScreenProps) {
  const { loader, log, version, state, share, partial } = useRunLog(id, undefined)
  useShownOperation(ConsoleRunLogDocument, { run: id })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the log is the same object in each version.
  const entries = useMemo(
    () => (log.missing > 0 ? [] : [...log.head, ...log.tail].sort((one, other) => one.at - other.at)),
    [log, version],
  )
  if (state.phase === 'missing') return <NotFound />
  if (state.phase === 'failed' && log.loaded === 0)
    return <ErrorState error={state.error ?? new Error()} onRetry={() => void loader.open(undefined)} />
  if (state.phase === 'opening' || log.missing > 0) return <Loading what="Log" shape="log" share={share} />
  if (entries.length === 0) return <Empty title="This run has no entries" />
  return <Player id={id} log={log} entries={entries} partial={partial} />
}

type PlayerProps = {
  readonly id: string
  readonly log: RunLog
  readonly entries: readonly Entry[]
  readonly partial: readonly GatewayError[]
}

function Player({ id, log, entries, partial }: PlayerProps) {
  const [speed, setSpeed] = useState(10)
  const [isIdleSkipped, skipIdle] = useState(true)
  const { position, isPlaying, shown, start, end, play, pause, seek } = usePlayback(
    entries,
    speed,
    isIdleSkipped,
  )
  const [viewport] = useState(() => new Viewport())
  const collapsing = useCollapsed()
  const viewAt = useMemo(
    () => createPlayedView(entries, collapsing.collapsed),
    [entries, collapsing.collapsed],
  )
  const view = useMemo(() => viewAt(shown), [viewAt, shown])
  const selecting = useSelection()
  const following = useFollow(log, true)
  const { follow } = following
  // Who plays looks at the end.
  useEffect(() => {
    if (isPlaying) follow()
  }, [isPlaying, follow])
  const focus = selecting.selection?.focus

  return (
    <div className="run">
      <header className="run-header">
        <div className="run-title">
          <h1>Replay</h1>
          <Link className="button small" to={`runs/${id}`}>
            Back to the run
          </Link>
        </div>
        <PartialNotice errors={partial} />
      </header>
      <div className="toolbar log-toolbar replay">
        <button className="button main" type="button" onClick={isPlaying ? pause : play}>
          {isPlaying ? 'Pause' : 'Play'}
        </button>
        <select
          className="field"
          aria-label="Speed"
          value={speed}
          onChange={({ target }) => setSpeed(Number(target.value))}
        >
          {speeds.map((value) => (
            <option key={value} value={value}>{`${value} ×`}</option>
          ))}
        </select>
        <label className="toolbar">
          <input
            type="checkbox"
            checked={isIdleSkipped}
            onChange={({ target }) => skipIdle(target.checked)}
          />
          Skip idle time
        </label>
        <input
          className="slider"
          type="range"
          aria-label="Position"
          aria-valuetext={`${durationText(position - start)} after the start`}
          min={0}
          max={Math.max(1, end - start)}
          value={position - start}
          onChange={({ target }) => seek(start + Number(target.value))}
          onKeyDown={(event) => {
            const isLater = ['ArrowRight', 'ArrowUp'].includes(event.key)
            if (!isLater && !['ArrowLeft', 'ArrowDown'].includes(event.key)) return
            // The browser would move by a millisecond.
            event.preventDefault()
            seek(momentBeside(entries, position, isLater))
          }}
        />
        <span className="soft replay-time">
          {`${wallTime(position)} · ${durationText(position - start)} of ${durationText(end - start)} · ${numberText(shown)} of ${numberText(entries.length)}`}
        </span>
      </div>
      <div className={focus ? 'log-area with-details' : 'log-area'}>
        <div className="log-frame">
          <LogList
            viewport={viewport}
            log={log}
            view={view}
            following={following}
            selecting={selecting}
            collapsing={collapsing}
            isMatch={() => false}
            isWrapped={false}
            timeMode="wall"
            timeline={undefined}
            costs={undefined}
            now={0}
            onWaiting={() => {}}
            target={undefined}
          />
        </div>
        {focus && <Details key={focus.key} entry={focus} onClose={selecting.clear} />}
      </div>
      <PrintedLog log={log} view={view} costs={undefined} />
    </div>
  )
}
