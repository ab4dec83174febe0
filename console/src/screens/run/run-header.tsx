import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { ConsoleRunStateFragment as RunState } from '../../gql/graphql.ts'
import { creditsText } from '../../parts/credits.ts'
import { Link } from '../../parts/link.tsx'
import { Loading, WaitingFacts } from '../../parts/loading.tsx'
import { titleText } from '../../parts/names.ts'
import { entriesText, numberText, percentText } from '../../parts/plural.ts'
import { isActive, RunStatusBadge } from '../../parts/run-status.tsx'
import { runStatusText } from '../../parts/run-status-text.ts'
import { Ago, useNow } from '../../parts/time.tsx'
import { durationText } from '../../parts/time-text.ts'
import type { LoadState } from './log/load.ts'
import type { RunLog } from './log/run-log.ts'

const Charges = lazy(() => import('./charges.tsx'))

/** A run, its log and how that is connected. */
export type RunHeaderProps = {
  readonly run: RunState | undefined
  readonly log: RunLog
  readonly version: number
  readonly state: LoadState
  /** Notices of the page. */
  readonly children?: ReactNode
}

/** In words: how the page is connected to the log, and what follows from it or how much of the log is loaded. */
function stateText({ phase, error }: LoadState, log: RunLog, isOver: boolean): readonly [string, string] {
  const { share } = log
  if (phase === 'failed') return ['Stopped', `: ${error?.message}`]
  if (phase === 'connecting') return ['Connecting', '; what is shown stays']
  const part =
    share === 1 ? '' : `, reading earlier entries${share === undefined ? '' : ` (${percentText(share)})`}`
  const state = phase === 'ended' ? 'Ended' : isOver ? 'Up to date' : 'Live'
  return [state, `: ${entriesText(log.loaded)}${part}`]
}

const tones = {
  live: 'good',
  failed: 'bad',
  connecting: 'warning',
  ended: '',
  opening: '',
  missing: '',
} as const

/** The head of a run: session, status, request, sums, and why it ended. On a phone it is one line that unfolds. */
export function RunHeader({ run, log, state, children }: RunHeaderProps) {
  const [isCostShown, showCost] = useState(false)
  const [isUnfolded, setUnfolded] = useState(false)
  const isOpen = run && isActive(run.status)
  const [connection, more] = stateText(state, log, isOpen === false)
  return (
    <header className={isUnfolded ? 'run-header unfolded' : 'run-header'}>
      <div className="run-title">
        <h1>
          {run?.session ? (
            <Link to={`sessions/${run.session.databaseId}`}>{titleText(run.session.name)}</Link>
          ) : (
            'Run'
          )}
        </h1>
        {run && <RunStatusBadge status={run.status} />}
        <span className={`badge ${tones[state.phase]}`}>
          <span>
            {connection}
            <span className="connection-more">{more}</span>
          </span>
        </span>
        <button
          className="button small unfold"
          type="button"
          aria-expanded={isUnfolded}
          aria-label="Details of the run"
          onClick={() => setUnfolded(!isUnfolded)}
        >
          {isUnfolded ? '▴' : '▾'}
        </button>
      </div>
      {!run && <WaitingFacts />}
      {run && (
        <div className="run-more">
          {run.request?.text && <p className="request">{run.request.text}</p>}
          <div className="run-facts">
            <Facts run={run} />
            <div className="toolbar">
              <button
                className="button small"
                type="button"
                aria-pressed={isCostShown}
                onClick={() => showCost(!isCostShown)}
              >
                Cost over time
              </button>
              <Link className="button small" to={`runs/${run.databaseId}/replay`}>
                Replay
              </Link>
              <Link className="button small" to={`compare?a=${run.databaseId}`}>
                Compare
              </Link>
            </div>
          </div>
          {isCostShown && (
            <Suspense fallback={<Loading what="The charges" shape="chart" />}>
              <Charges run={run.databaseId} version={run.cost} />
            </Suspense>
          )}
        </div>
      )}
      {run && <Outcome run={run} />}
      {children}
    </header>
  )
}

/** What a run waits for, or why it ended where it was not completed. */
function Outcome({ run: { status, errorMessage } }: { readonly run: RunState }) {
  if (status === 'WAITING_FOR_INPUT')
    return <p className="notice">The run waits for an answer in II-Agent: look for “Confirmation” below.</p>
  if (isActive(status) || status === 'COMPLETED') return null
  return (
    <p className={status === 'FAILED' ? 'notice bad' : 'notice'}>
      <span>
        {runStatusText(status)}
        {errorMessage ? `: ${errorMessage}` : '. No reason was recorded.'}
      </span>
    </p>
  )
}

/** When a run started, how long it takes, and what it used. */
function Facts({ run }: { readonly run: RunState }) {
  const now = useNow()
  const tokens = sumTokens(run)
  const isOpen = isActive(run.status)
  const elapsed = isOpen ? now - Date.parse(run.createdAt) : (run.duration ?? 0) * 1_000
  return (
    <dl className="facts">
      <div>
        <dt>Started</dt>
        <dd>
          <Ago at={run.createdAt} />
        </dd>
      </div>
      <div>
        <dt>{isOpen ? 'Running for' : 'Took'}</dt>
        <dd>{durationText(elapsed)}</dd>
      </div>
      <div>
        <dt>Credits</dt>
        <dd>{creditsText(run.cost)}</dd>
      </div>
      <div>
        <dt>Tokens in / out</dt>
        <dd>{tokens ? `${numberText(tokens.input)} / ${numberText(tokens.output)}` : 'not recorded yet'}</dd>
      </div>
    </dl>
  )
}

function sumTokens(run: RunState): { input: number; output: number } | undefined {
  const metrics = run.transcripts.flatMap(({ metrics }) => metrics ?? [])
  if (metrics.length === 0) return undefined
  return {
    input: metrics.reduce((sum, { inputTokens }) => sum + Number(inputTokens ?? 0), 0),
    output: metrics.reduce((sum, { outputTokens }) => sum + Number(outputTokens ?? 0), 0),
  }
}
