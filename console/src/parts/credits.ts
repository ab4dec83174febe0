import { modelText, toWords } from './names.ts'

const format = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/** An amount of credits, always with two decimals, so that amounts in a column line up. */
export const creditsText = (amount: string | number) => format.format(Number(amount))

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
