import { useMemo, useState } from 'react'
import { Loading } from '../../parts/loading.tsx'
import { numberText } from '../../parts/plural.ts'
import { durationText } from '../../parts/time-text.ts'
import type { Entry } from '../run/log/entry.ts'
import { summaryOf, typeText } from '../run/log/words.ts'
import { useRunLog } from '../run/use-run-log.ts'
import { align, findDivergence, isCompared, type Pair } from './align.ts'

/** Steps of a run that are compared; more are not, as it takes long. */
const maxSteps = 3_000
const pageSize = 200

/** The steps of a run, once all of its log is loaded, and the share of the log that is. */
function useSteps(run: string) {
  const { log, version, state, share } = useRunLog(run, undefined)
  const isLoaded = state.phase !== 'opening' && log.missing === 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: the log is the same object in each version.
  const steps = useMemo(
    () => (isLoaded ? [...log.head, ...log.tail].filter(isCompared).slice(0, maxSteps) : undefined),
    [log, version, isLoaded],
  )
  return { steps, share }
}

const words: Readonly<Record<Pair['kind'], string>> = {
  same: 'Same',
  changed: 'Other arguments',
  one: 'Only in the first',
  other: 'Only in the second',
}

const tones: Readonly<Record<Pair['kind'], string>> = {
  same: '',
  changed: 'warning',
  one: 'bad',
  other: 'good',
}

type StepsProps = { readonly one: string; readonly other: string }

/** The steps of two runs beside each other, with the first place where they part. */
export function Steps({ one, other }: StepsProps) {
  const { steps: ones, share } = useSteps(one)
  const { steps: others, share: otherShare } = useSteps(other)
  const [shown, setShown] = useState(pageSize)
  const pairs = useMemo(() => ones && others && align(ones, others), [ones, others])
  if (!pairs) return <Loading what="Steps" share={leastOf(share, otherShare)} />
  const divergence = findDivergence(pairs)
  const isCut = ones?.length === maxSteps || others?.length === maxSteps
  return (
    <section className="steps" aria-labelledby="steps">
      <h2 id="steps">Steps</h2>
      <p role="status">
        {pairs.length === 0 && 'Neither run has called a tool or answered.'}
        {pairs.length > 0 &&
          (divergence < 0
            ? 'Both runs have the same steps.'
            : `The runs first differ at step ${numberText(divergence + 1)} of ${numberText(pairs.length)}.`)}
        {isCut && ` Only the first ${numberText(maxSteps)} steps are compared.`}
      </p>
      <ol className="panel pairs">
        {pairs.slice(0, Math.max(shown, divergence + 20)).map((pair, index) => (
          <li
            key={pair.one?.key ?? pair.other?.key}
            className={index === divergence ? 'pair divergence' : 'pair'}
          >
            <span className={`badge ${tones[pair.kind]}`}>{words[pair.kind]}</span>
            <Step entry={pair.one} />
            <Step entry={pair.other} />
          </li>
        ))}
      </ol>
      {pairs.length > Math.max(shown, divergence + 20) && (
        <button className="button" type="button" onClick={() => setShown(shown + pageSize)}>
          {`${numberText(pairs.length - shown)} more`}
        </button>
      )}
    </section>
  )
}

/** The smaller share; undefined while one of them is unknown. */
const leastOf = (share: number | undefined, other: number | undefined) =>
  share === undefined || other === undefined ? undefined : Math.min(share, other)

function Step({ entry }: { readonly entry: Entry | undefined }) {
  if (!entry) return <span className="soft no-step">—</span>
  return (
    <span className="step">
      <strong>{entry.tool || typeText(entry)}</strong>{' '}
      {entry.duration !== undefined && <span className="soft">{durationText(entry.duration)}</span>}{' '}
      {summaryOf(entry)}
    </span>
  )
}
