import type { ConsoleUsageQuery } from '../../gql/graphql.ts'
import { toWords } from '../../parts/names.ts'
import { SumTable } from './sum-table.tsx'

const month = new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' })

/** As the reader's language writes the currency; as recorded where the code is none of ISO 4217. */
function moneyText(amount: string, currency: string | null): string {
  try {
    return Number(amount).toLocaleString(undefined, { style: 'currency', currency: currency ?? '' })
  } catch {
    return `${amount} ${currency ?? ''}`
  }
}

type RevenueProps = { readonly rows: NonNullable<ConsoleUsageQuery['revenue']> }

/** What users paid, for administrators. */
export function Revenue({ rows }: RevenueProps) {
  return (
    <SumTable
      title="Payments"
      of="Month (UTC)"
      columns={['State', 'Payments', 'Amount']}
      textColumns={1}
      rows={rows.map(({ start, currency, status, amount, payments }) => ({
        key: `${start} ${currency} ${status}`,
        name: month.format(Date.parse(start)),
        values: [toWords(status ?? 'unknown'), payments, moneyText(amount, currency)],
      }))}
    />
  )
}
