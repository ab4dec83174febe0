import type { ConsoleSessionSubscription } from '../../gql/graphql.ts'
import { creditsText } from '../../parts/credits.ts'
import { Link } from '../../parts/link.tsx'
import { titleText } from '../../parts/names.ts'
import { countText, numberText } from '../../parts/plural.ts'
import { sizeText } from '../../parts/size.ts'
import { presentationPlace } from '../library/places.ts'

type SessionState = ConsoleSessionSubscription['sessionUpdated']

const marks: Readonly<Record<string, string>> = {
  COMPLETED: 'Done',
  FAILED: 'Failed',
  IN_PROGRESS: 'Now',
  PENDING: 'Open',
  UNKNOWN: 'Unknown',
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

type SideProps = { readonly id: string; readonly session: SessionState }

/** Beside a session: its plan, to-dos, what it made, files and cost, as far as there are any. */
export function Side({ id, session }: SideProps) {
  const { plan, todos, assets, creditSums } = session
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
      <Made id={id} session={session} />
      {assets && assets.nodes.length > 0 && (
        <section>
          <h2>Files</h2>
          <ul className="plan-steps">
            {assets.nodes.map(({ id, fileName, fileSize: bytes, contentType }) => (
              <li key={id}>
                <Link to={`library/files/${id}`}>{fileName}</Link>{' '}
                <span className="soft">{[contentType, sizeText(bytes)].filter(Boolean).join(', ')}</span>
              </li>
            ))}
          </ul>
          {assets.totalCount > assets.nodes.length && <p className="soft">{`${assets.totalCount} in all`}</p>}
        </section>
      )}
      {creditSums && (
        <section>
          <h2>Cost</h2>
          <p>{`${creditsText(creditSums.spent)} credits`}</p>
          <p className="soft">
            {`${numberText(Number(creditSums.tokens.input))} tokens in, ${numberText(Number(creditSums.tokens.output))} out`}
          </p>
        </section>
      )}
    </aside>
  )
}

/** Links to what the session made, in the library. */
function Made({ id, session: { storybooks, presentations, project } }: SideProps) {
  const links = [
    ...(storybooks?.nodes ?? []).map(({ databaseId, name }) => ({
      to: `library/storybooks/${databaseId}`,
      name,
      kind: 'Storybook',
    })),
    ...presentations.map(({ name, slideCount }) => ({
      to: presentationPlace(id, name),
      name,
      kind: countText(slideCount, 'slide'),
    })),
    ...(project
      ? [{ to: `library/projects/${project.databaseId}`, name: project.name, kind: 'Project' }]
      : []),
  ]
  if (links.length === 0) return null
  return (
    <section>
      <h2>Made here</h2>
      <ul className="plan-steps">
        {links.map(({ to, name, kind }) => (
          <li key={to}>
            <Link to={to}>{titleText(name, 'Untitled')}</Link> <span className="soft">{kind}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
