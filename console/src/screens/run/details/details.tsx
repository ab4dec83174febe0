import './details.css'
import { useEffect, useRef } from 'react'
import { useQuery } from '../../../data/use-query.ts'
import { ConsoleEventDocument, type ConsoleEventQuery } from '../../../gql/graphql.ts'
import { AnsiText } from '../../../parts/ansi.tsx'
import { creditsText } from '../../../parts/credits.ts'
import { JsonTree } from '../../../parts/json-tree.tsx'
import { Loading } from '../../../parts/loading.tsx'
import { Markdown } from '../../../parts/markdown.tsx'
import { numberText } from '../../../parts/plural.ts'
import { FullTime } from '../../../parts/time.tsx'
import { durationText } from '../../../parts/time-text.ts'
import type { Entry } from '../log/entry.ts'
import type { StepCost } from '../log/step-costs.ts'
import { summaryOf, typeText } from '../log/words.ts'
import { findEdit, TextDiff } from './text-diff.tsx'

/** The entry whose details are shown, and what was charged with it. */
export type DetailsProps = {
  readonly entry: Entry
  /** What was charged with the step; undefined where that was not read, or nothing was. */
  readonly cost?: StepCost | undefined
  readonly onClose: () => void
}

type EventNode = Extract<NonNullable<ConsoleEventQuery['node']>, { eventType: string }>

/** All about one entry. What is large is read when it is opened, and rendered as far as it is unfolded. */
export function Details({ entry, cost, onClose }: DetailsProps) {
  const details = useRef<HTMLElement>(null)
  // On a low window they open below its lower end.
  useEffect(() => {
    // Browsers return a promise of it, which is no clean-up.
    void details.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <aside className="details" aria-label="Details of the entry" ref={details}>
      <div className="details-title">
        <h2>
          {typeText(entry)}
          {entry.tool && ` · ${entry.tool}`}
        </h2>
        <button
          className="button"
          type="button"
          onClick={() => void navigator.clipboard.writeText(location.href)}
        >
          Copy link
        </button>
        <button className="button" type="button" aria-label="Close details" onClick={onClose}>
          ✕
        </button>
      </div>
      <dl className="facts">
        <div>
          <dt>Time</dt>
          <dd>
            <FullTime at={entry.at} />
          </dd>
        </div>
        {entry.duration !== undefined && (
          <div>
            <dt>Duration</dt>
            <dd>{durationText(entry.duration)}</dd>
          </div>
        )}
        {entry.kind === 'event' && (
          <div>
            <dt>Type</dt>
            <dd className="mono">{entry.type}</dd>
          </div>
        )}
        {cost && <Charged {...cost} />}
        {entry.isLate && (
          <div>
            <dt>Late</dt>
            <dd>Written after entries that are dated later.</dd>
          </div>
        )}
      </dl>
      {entry.id ? <Row id={entry.id} /> : <p>{summaryOf(entry)}</p>}
    </aside>
  )
}

function Charged({ credits, inputTokens, outputTokens }: StepCost) {
  return (
    <>
      <div title="Charged from this step on until the next one">
        <dt>Credits</dt>
        <dd>{creditsText(credits)}</dd>
      </div>
      {inputTokens !== undefined && (
        <div>
          <dt>Tokens in / out</dt>
          <dd>{`${numberText(inputTokens)} / ${numberText(outputTokens ?? 0)}`}</dd>
        </div>
      )}
    </>
  )
}

function Row({ id }: { readonly id: string }) {
  const { data, error, reload } = useQuery(ConsoleEventDocument, { id })
  if (!data && error)
    return (
      <p className="notice bad">
        {error.message}
        <button className="button" type="button" onClick={reload}>
          Try again
        </button>
      </p>
    )
  if (!data) return <Loading what="The entry" shape="lines" />
  const { node } = data
  if (!node) return <p>It is not there any longer.</p>
  if ('eventType' in node) return <Event event={node} />
  return 'data' in node && node.data ? <JsonTree name="Data" value={node.data} /> : null
}

function Event({ event }: { readonly event: EventNode }) {
  const { text, tool, toolResult, content } = event
  const edit = findEdit(tool?.input)
  return (
    <>
      {text && <Markdown text={text} />}
      {edit && <TextDiff before={edit.before} after={edit.after} />}
      {tool?.input != null && <JsonTree name="Input" value={tool.input} isOpen />}
      {toolResult != null && (
        <section>
          <h3>Result</h3>
          {typeof toolResult === 'string' ? (
            <AnsiText text={toolResult} />
          ) : (
            <JsonTree value={toolResult} isOpen />
          )}
        </section>
      )}
      <JsonTree name="Everything in this event" value={content} />
    </>
  )
}
