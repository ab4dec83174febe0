import { modelText, toWords } from './names.ts'

const format = new Intl.NumberFormat(undefined, {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  // Zero has no sign, nor has what is rounded to it.
  signDisplay: 'negative',
})
const compact = new Intl.NumberFormat(undefined, { notation: 'compact' })

/** An amount of credits, always with two decimals, so that amounts in a column line up. */
export const creditsText = (amount: string | number) => format.format(Number(amount))

/** The same for a narrow column: `1B` for 1,000,000,000.00. */
export const shortCreditsText = (amount: number) =>
  Math.abs(amount) < 1_000_000 ? creditsText(amount) : compact.format(amount)

type Charged = {
  readonly typeText: string
  readonly modelId: string | null
  readonly details: { readonly toolName: string | null } | null
}

/** What an entry of the ledger was charged for: the tool, the model, or else the reason. */
export function chargeText({ typeText, modelId, details }: Charged): string {
  if (details?.toolName) return toWords(details.toolName)
  return modelId ? modelText(modelId) : toWords(typeText)
}
