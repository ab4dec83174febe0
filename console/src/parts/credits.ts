const format = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/** An amount of credits, always with two decimals, so that amounts in a column line up. */
export const creditsText = (amount: string | number) => format.format(Number(amount))
