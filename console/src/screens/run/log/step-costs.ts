import { toWords } from '../../../parts/names.ts'
import type { Charge } from '../use-charges.ts'
import type { Entry } from './entry.ts'
import type { View } from './view.ts'

/** What was charged from a step on until the next one. */
export type StepCost = {
  readonly credits: number
  /** Undefined where no charge names them, as those of tools do not. */
  readonly inputTokens: number | undefined
  readonly outputTokens: number | undefined
}

/** How far back the call of a tool is looked for that a charge names. */
const maxStepsBack = 50

/** The index of the last step that is dated at a moment or before; -1 before the first one. */
function findStep(steps: View, at: number): number {
  let low = 0
  let high = steps.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((steps.at(middle)?.at ?? Number.POSITIVE_INFINITY) <= at) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** The step of a charge: the last call of the tool that it names, or else the last step before it; the first one for earlier ones. */
function stepOf(steps: View, { createdAt, details }: Charge): Entry | undefined {
  const last = Math.max(0, findStep(steps, Date.parse(createdAt)))
  // Entries have the words of a tool's name, charges the name itself.
  const words = toWords(details?.toolName ?? '').toLowerCase()
  for (let index = last; words && index >= 0 && index > last - maxStepsBack; index -= 1) {
    const step = steps.at(index)
    if (step?.tool.toLowerCase() === words) return step
  }
  return steps.at(last)
}

const add = (sum: number | undefined, tokens: string | number | bigint | null | undefined) =>
  tokens == null ? sum : (sum ?? 0) + Number(tokens)

/** Sums the charges of a run by step: the ledger dates them, and names tools and models, but no step. */
export function sumByStep(steps: View, charges: readonly Charge[]): ReadonlyMap<Entry, StepCost> {
  const sums = new Map<Entry, StepCost>()
  for (const charge of charges) {
    const step = stepOf(steps, charge)
    if (!step) continue
    const { credits = 0, inputTokens, outputTokens } = sums.get(step) ?? {}
    sums.set(step, {
      credits: credits - Number(charge.amount),
      inputTokens: add(inputTokens, charge.details?.inputTokens),
      outputTokens: add(outputTokens, charge.details?.outputTokens),
    })
  }
  return sums
}

const compact = new Intl.NumberFormat(undefined, { notation: 'compact' })

/** Such as `12K / 340`: read and written. */
export const tokensText = ({ inputTokens = 0, outputTokens = 0 }: StepCost) =>
  `${compact.format(inputTokens)} / ${compact.format(outputTokens)}`

/** A tool's own cost, such as `< $0.0001`, `$0.0020`, `$4.20`, or `$100T` of a mistake, as its column is narrow; empty for none. */
export function usdText(usd: number): string {
  if (!(usd > 0)) return ''
  if (usd < 0.0001) return '< $0.0001'
  return usd < 1_000_000 ? `$${usd.toFixed(usd < 0.01 ? 4 : 2)}` : `$${compact.format(usd)}`
}
