import { useMemo } from 'react'
import type { LedgerRowFragment } from '../../gql/graphql.ts'
import { Chart } from '../../parts/chart.tsx'
import { toWords } from '../../parts/names.ts'
import { numberText } from '../../parts/plural.ts'

type BalancesProps = {
  /** Entries of the ledger, newest first. */
  readonly rows: readonly LedgerRowFragment[]
  /** False where the period has older entries, too. */
  readonly isWhole: boolean
}

/** What was left of each kind of credits after the entries: the ledger keeps a balance for each. */
export function Balances({ rows, isWhole }: BalancesProps) {
  const kinds = useMemo(() => {
    const byKind = new Map<string, LedgerRowFragment[]>()
    for (const row of [...rows].reverse()) {
      const kind = toWords(row.creditTypeText ?? 'other')
      byKind.set(kind, [...(byKind.get(kind) ?? []), row])
    }
    return [...byKind]
  }, [rows])
  return kinds.map(([kind, entries]) => (
    <Balance key={kind} kind={kind} entries={entries} isWhole={isWhole} />
  ))
}

type BalanceProps = {
  readonly kind: string
  readonly entries: readonly LedgerRowFragment[]
  readonly isWhole: boolean
}

function Balance({ kind, entries, isWhole }: BalanceProps) {
  const points = useMemo(
    () => ({
      times: entries.map(({ createdAt }) => Date.parse(createdAt)),
      values: entries.map(({ balanceAfter }) => Number(balanceAfter)),
    }),
    [entries],
  )
  if (entries.length < 2) return null
  return (
    <section className="balance">
      <h2>{`Balance of ${kind} credits`}</h2>
      <p className="soft">
        {`After each of ${isWhole ? 'its' : 'its newest'} ${numberText(entries.length)} entries. The file below has the numbers.`}
      </p>
      <Chart label={`Balance of ${kind} credits`} {...points} />
    </section>
  )
}
