import type { ConsoleSessionSubscription } from '../../gql/graphql.ts'

type SessionState = ConsoleSessionSubscription['sessionUpdated']

const marks: Readonly<Record<string, string>> = {
  COMPLETED: 'Done',
  FAILED: 'Failed',
  IN_PROGRESS: 'Now',
  PENDING: 'Open',
  UNKNOWN: '?',
}
const tones: Readonly<Record<string, string>> = { COMPLETED: 'good', FAILED: 'bad', IN_PROGRESS: 'busy' }

type Step = { readonly key?: string | null; readonly content: string; readonly status: string }

function StepList({ steps }: { readonly steps: readonly Step[] }) {
  return (
    <ul className="plan-steps">
      {steps.map(({ key, content, status }) => (
        <li key={key ?? content}>
          <span className={`badge ${tones[status] ?? ''}`}>{marks[status]}</span> {content}
        </li>
      ))}
    </ul>
  )
}

const fileSize = (bytes: string | null | undefined) =>
  bytes == null ? '' : `${Math.max(1, Math.round(Number(bytes) / 1_000)).toLocaleString()} kB`

/** Beside a session: its plan, to-dos, files and cost, as far as there are any. */
export function Side({ session: { plan, todos, assets, creditSums } }: { readonly session: SessionState }) {
  return (
    <aside className="session-side" aria-label="About the session">
      {plan && (plan.summary || plan.milestones.length > 0) && (
        <section>
          <h2>Plan</h2>
          {plan.summary && <p>{plan.summary}</p>}
          <StepList steps={plan.milestones} />
        </section>
      )}
      {todos && todos.length > 0 && (
        <section>
          <h2>To-dos</h2>
          <StepList steps={todos} />
        </section>
      )}
      {assets && assets.nodes.length > 0 && (
        <section>
          <h2>Files</h2>
          <ul className="plan-steps">
            {assets.nodes.map(({ id, fileName, fileSize: bytes, contentType }) => (
              <li key={id}>
                {fileName}{' '}
                <span className="soft">{[contentType, fileSize(bytes)].filter(Boolean).join(', ')}</span>
              </li>
            ))}
          </ul>
          {assets.totalCount > assets.nodes.length && <p className="soft">{`${assets.totalCount} in all`}</p>}
        </section>
      )}
      {creditSums && (
        <section>
          <h2>Cost</h2>
          <p>{`${Number(creditSums.spent).toLocaleString(undefined, { maximumFractionDigits: 2 })} credits`}</p>
          <p className="soft">
            {`${Number(creditSums.tokens.input).toLocaleString()} tokens in, ${Number(creditSums.tokens.output).toLocaleString()} out`}
          </p>
        </section>
      )}
    </aside>
  )
}
