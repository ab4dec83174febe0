import type { ConsoleUsageQuery } from '../../gql/graphql.ts'
import { SumTable } from './sum-table.tsx'

const month = new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' })

type RevenueProps = { readonly rows: NonNullable<ConsoleUsageQuery['revenue']> }

/** What users paid, for administrators. */
export function Revenue({ rows }: RevenueProps) {
  return (
    <SumTable
      title="Payments"
      of="Month (UTC)"
      columns={['State', 'Payments', 'Amount']}
      rows={rows.map(({ start, currency, status, amount, payments }) => ({
        key: `${start} ${currency} ${status}`,
        name: month.format(Date.parse(start)),
        values: [status ?? 'unknown', payments, `${amount} ${currency ?? ''}`],
      }))}
    />
  )
}
