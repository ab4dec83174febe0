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

/** Aligns the steps of two runs; between steps that are the same, those of the same tool stand beside each other. */
export function align(ones: readonly Entry[], others: readonly Entry[]): Pair[] {
  const pairs: Pair[] = []
  let removed: Entry[] = []
  let place = 0
  const parts = diffArrays([...ones], [...others], {
    comparator: (one, other) => signature(one) === signature(other),
  })
  for (const part of parts) {
    if (part.removed) {
      removed = part.value
      continue
    }
    if (part.added) pairs.push(...alignByTool(removed, part.value))
    else {
      pairs.push(...alignByTool(removed, []))
      // The values of an equal part are those of one of the two.
      part.value.forEach((_entry, index) => {
        pairs.push({ one: undefined, other: others[place + index], kind: 'same' })
      })
    }
    place += part.value.length
    removed = []
  }
  pairs.push(...alignByTool(removed, []))
  return withOnes(pairs, ones)
}

/** Fills in the steps of the first run, in their order, where both are the same. */
function withOnes(pairs: readonly Pair[], ones: readonly Entry[]): Pair[] {
  let next = 0
  return pairs.map((pair) => {
    if (pair.kind === 'other') return pair
    const one = ones[next]
    next += 1
    return { ...pair, one }
  })
}

/** Two different stretches: steps of the same tool stand beside each other, in order. */
function alignByTool(ones: readonly Entry[], others: readonly Entry[]): Pair[] {
  const parts = diffArrays([...ones], [...others], {
    comparator: (one, other) => kindOf(one) === kindOf(other),
  })
  let place = 0
  const pairs: Pair[] = []
  for (const { added, removed, value } of parts) {
    if (removed) {
      for (const one of value) pairs.push({ one, other: undefined, kind: 'one' })
      continue
    }
    for (const [index] of value.entries()) {
      const other = others[place + index]
      pairs.push({ one: undefined, other, kind: added ? 'other' : 'changed' })
    }
    place += value.length
  }
  return pairs
}

/** The first place where the two runs do not do the same; -1 where they do. */
export const findDivergence = (pairs: readonly Pair[]): number =>
  pairs.findIndex(({ kind }) => kind !== 'same')
