import { lazy, Suspense, useState } from 'react'
import type { ConsoleRunStateSubscription } from '../../gql/graphql.ts'
import { creditsText } from '../../parts/credits.ts'
import { Link } from '../../parts/link.tsx'
import { isActive, RunStatusBadge } from '../../parts/run-status.tsx'
import { runStatusText } from '../../parts/run-status-text.ts'
import { Ago, useNow } from '../../parts/time.tsx'
import { durationText } from '../../parts/time-text.ts'
import type { LoadState } from './log/load.ts'
import type { RunLog } from './log/run-log.ts'

const Charges = lazy(() => import('./charges.tsx'))

type RunState = ConsoleRunStateSubscription['runUpdated']

/** A run, its log and how that is connected. */
export type RunHeaderProps = {
  readonly run: RunState | undefined
  readonly log: RunLog
  readonly version: number
  readonly state: LoadState
}

/** In words: how the page is connected to the log, and how much of it is loaded. */
function stateText({ phase, error }: LoadState, log: RunLog, isOver: boolean): string {
  const { missing, loaded } = log
  const count = loaded.toLocaleString()
  if (phase === 'failed') return `Stopped: ${error?.message}`
  if (phase === 'connecting') return 'Connecting; what is shown stays'
  const part =
    missing > 0 ? `, reading earlier entries (${Math.floor((100 * loaded) / (loaded + missing))} %)` : ''
  if (phase === 'ended') return `Ended: ${count} entries${part}`
  return `${isOver ? 'Up to date' : 'Live'}: ${count} entries${part}`
}

const tones = {
  live: 'good',
  failed: 'bad',
  connecting: 'warning',
  ended: '',
  opening: '',
  missing: '',
} as const

/** The head of a run: session, status, request, sums, and why it ended. */
export function RunHeader({ run, log, state }: RunHeaderProps) {
  const now = useNow()
  const [isCostShown, showCost] = useState(false)
  const tokens = sumTokens(run)
  const isOpen = run && isActive(run.status)
  const elapsed = run && (isOpen ? now - Date.parse(run.createdAt) : (run.duration ?? 0) * 1_000)
  return (
    <header className="run-header">
      <div className="run-title">
        <h1>
          {run?.session ? (
            <Link to={`sessions/${run.session.databaseId}`}>{run.session.name || 'Untitled session'}</Link>
          ) : (
            'Run'
          )}
        </h1>
        {run && <RunStatusBadge status={run.status} />}
        <span className={`badge ${tones[state.phase]}`}>{stateText(state, log, isOpen === false)}</span>
      </div>
      {run?.request?.text && <p className="request">{run.request.text}</p>}
      {run && (
        <dl className="facts">
          <div>
            <dt>Started</dt>
            <dd>
              <Ago at={run.createdAt} />
            </dd>
          </div>
          <div>
            <dt>{isOpen ? 'Running for' : 'Took'}</dt>
            <dd>{durationText(elapsed ?? 0)}</dd>
          </div>
          <div>
            <dt>Credits</dt>
            <dd>{creditsText(run.cost)}</dd>
          </div>
          <div>
            <dt>Tokens in / out</dt>
            <dd>
              {tokens
                ? `${tokens.input.toLocaleString()} / ${tokens.output.toLocaleString()}`
                : 'not recorded yet'}
            </dd>
          </div>
        </dl>
      )}
      {run && (
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
      )}
      {run?.status === 'WAITING_FOR_INPUT' && (
        <p className="notice">The run waits for an answer in II-Agent: look for “Confirmation” below.</p>
      )}
      {run && !isOpen && run.status !== 'COMPLETED' && (
        <p className={run.status === 'FAILED' ? 'notice bad' : 'notice'}>
          {runStatusText(run.status)}
          {run.errorMessage ? `: ${run.errorMessage}` : '. No reason was recorded.'}
        </p>
      )}
      {isCostShown && run && (
        <Suspense fallback={<p className="soft">Loading the charges…</p>}>
          <Charges run={run.databaseId} version={run.cost} />
        </Suspense>
      )}
    </header>
  )
}

function sumTokens(run: RunState | undefined): { input: number; output: number } | undefined {
  const metrics = run?.transcripts.flatMap(({ metrics }) => metrics ?? []) ?? []
  if (metrics.length === 0) return undefined
  return {
    input: metrics.reduce((sum, { inputTokens }) => sum + Number(inputTokens ?? 0), 0),
    output: metrics.reduce((sum, { outputTokens }) => sum + Number(outputTokens ?? 0), 0),
  }
}
