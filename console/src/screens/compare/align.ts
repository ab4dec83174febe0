import { diffArrays } from 'diff'
import type { Entry } from '../run/log/entry.ts'

/** A step of either run, or the same step of both: beside each other. */
export type Pair = {
  readonly one: Entry | undefined
  readonly other: Entry | undefined
  /** `same`: the same tool and arguments, or the same text; `changed`: the same tool, other arguments. */
  readonly kind: 'same' | 'changed' | 'one' | 'other'
}

/** What two runs are compared by: calls of tools, answers, and how they ended; texts of thoughts differ each time. */
export const isCompared = ({ type, kind }: Entry): boolean =>
  kind === 'end' || type === 'agent.tool.call' || type === 'agent.response'

const signature = ({ type, tool, text }: Entry) => `${type}\n${tool}\n${text}`
const kindOf = ({ type, tool }: Entry) => `${type}\n${tool}`

/** Steps that differ before the search ends: its time grows with the square of their number. */
const maxChanges = 1_500

/** Aligns the steps of two runs; between steps that are the same, those of the same tool stand beside each other. */
export function align(ones: readonly Entry[], others: readonly Entry[]): Pair[] {
  return alignBy(signature, ones, others, 'same', alignByTool)
}

/** Two different stretches: steps of the same tool stand beside each other, in order. */
const alignByTool = (ones: readonly Entry[], others: readonly Entry[]): Pair[] =>
  alignBy(kindOf, ones, others, 'changed', (removed, added) => [
    ...removed.map((one) => ({ one, other: undefined, kind: 'one' }) as const),
    ...added.map((other) => ({ one: undefined, other, kind: 'other' }) as const),
  ])

/** Aligns steps by a text of each: `kind` for those with the same text, `alignRest` for the stretches between them. */
function alignBy(
  textOf: (entry: Entry) => string,
  ones: readonly Entry[],
  others: readonly Entry[],
  kind: Pair['kind'],
  alignRest: (removed: readonly Entry[], added: readonly Entry[]) => readonly Pair[],
): Pair[] {
  const numbers = new Map<string, number>()
  const toNumber = (entry: Entry): number => {
    const text = textOf(entry)
    const number = numbers.get(text) ?? numbers.size
    numbers.set(text, number)
    return number
  }
  const parts = diffArrays(ones.map(toNumber), others.map(toNumber), { maxEditLength: maxChanges })
  if (!parts) return [...alignRest(ones, others)]
  const pairs: Pair[] = []
  let [place, otherPlace] = [0, 0]
  let removed: readonly Entry[] = []
  for (const part of parts) {
    const { length } = part.value
    if (part.removed) {
      removed = ones.slice(place, place + length)
      place += length
      continue
    }
    const added = part.added ? others.slice(otherPlace, otherPlace + length) : []
    pairs.push(...alignRest(removed, added))
    removed = []
    if (!part.added) {
      for (let n = 0; n < length; n += 1)
        pairs.push({ one: ones[place + n], other: others[otherPlace + n], kind })
      place += length
    }
    otherPlace += length
  }
  return [...pairs, ...alignRest(removed, [])]
}

/** The first place where the two runs do not do the same; -1 where they do. */
export const findDivergence = (pairs: readonly Pair[]): number =>
  pairs.findIndex(({ kind }) => kind !== 'same')
