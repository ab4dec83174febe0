import { useEffect, useState } from 'react'
import { useGateway } from '../../data/gateway.ts'
import { useConnection } from '../../data/use-connection.ts'
import { ConsoleLedgerDocument, type ConsoleLedgerQuery, type LedgerRowFragment } from '../../gql/graphql.ts'
import { chargeText, creditsText } from '../../parts/credits.ts'
import { entriesText } from '../../parts/plural.ts'
import { localTime } from '../../parts/time-text.ts'
import { Balances } from './balances.tsx'
import { toCsv } from './csv.ts'
import { SumTable } from './sum-table.tsx'

type Page = NonNullable<ConsoleLedgerQuery['viewer']>['creditTransactions']

/** Entries that the balances are charted by, and those of them that the table has. */
const maxCharted = 2_000
const maxListed = 100

const selectEntries = ({ viewer }: ConsoleLedgerQuery) => viewer?.creditTransactions

type LedgerProps = { readonly from: string; readonly before: string }

/** The newest entries of the viewer's ledger, and all of the period as a file. */
export function Ledger({ from, before }: LedgerProps) {
  const client = useGateway()
  const filter = { createdFrom: from, createdBefore: before }
  const { list, isLoading, loadMore } = useConnection(ConsoleLedgerDocument, { filter }, selectEntries)
  const [state, setState] = useState('')
  const isChartWhole = !list?.pageInfo.hasNextPage
  useEffect(() => {
    if (!isChartWhole && !isLoading && list.nodes.length < maxCharted) loadMore()
  }, [list, isChartWhole, isLoading, loadMore])

  async function exportAll(): Promise<void> {
    const rows: LedgerRowFragment[] = []
    let after: string | null = null
    try {
      do {
        const page: { data: ConsoleLedgerQuery } = await client.query(ConsoleLedgerDocument, {
          filter,
          after,
        })
        const next: Page | undefined = page.data.viewer?.creditTransactions
        rows.push(...(next?.nodes ?? []))
        setState(`${entriesText(rows.length)} read…`)
        after = next?.pageInfo.hasNextPage ? (next.pageInfo.endCursor ?? null) : null
      } while (after !== null)
      save(`credits-${from.slice(0, 10)}.csv`, toCsv(rows))
      setState(`${entriesText(rows.length)} saved.`)
    } catch (error) {
      setState(`Not saved: ${(error as Error).message}`)
    }
  }

  if (!list) return null
  const listed = list.nodes.slice(0, maxListed)
  return (
    <>
      <Balances rows={list.nodes} isWhole={isChartWhole} />
      <SumTable
        title="Ledger"
        of="Time"
        columns={['What', 'Credits', 'Balance']}
        textColumns={1}
        rows={listed.map((entry) => ({
          key: entry.id,
          name: <time dateTime={entry.createdAt}>{localTime(Date.parse(entry.createdAt))}</time>,
          values: [chargeText(entry), creditsText(entry.amount), creditsText(entry.balanceAfter)],
        }))}
      />
      {listed.length > 0 && (
        <p className="toolbar">
          <button className="button" type="button" onClick={() => void exportAll()}>
            Save as CSV
          </button>
          <span className="soft" role="status">
            {state ||
              `Listed: the newest ${listed.length} of ${entriesText(list.totalCount ?? listed.length)}.`}
          </span>
        </p>
      )}
    </>
  )
}

function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
