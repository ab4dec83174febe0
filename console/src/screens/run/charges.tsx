import { useEffect, useState } from 'react'
import { useGateway } from '../../data/gateway.ts'
import { ConsoleRunChargesDocument, type ConsoleRunChargesQuery } from '../../gql/graphql.ts'
import { Chart } from '../../parts/chart.tsx'
import { wallTime } from '../../parts/time.tsx'

type Page = NonNullable<NonNullable<ConsoleRunChargesQuery['run']>['creditTransactions']>
type Charge = Page['nodes'][number]

type ChargesProps = {
  readonly run: string
  /** Another value has them read again. */
  readonly version: string
}

/** What a run was charged over time: the sum as a chart, and each charge in a table beside it. */
export default function Charges({ run, version }: ChargesProps) {
  const client = useGateway()
  const [charges, setCharges] = useState<readonly Charge[]>()
  const [problem, setProblem] = useState<string>()

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new sum has new charges.
  useEffect(() => {
    const abort = new AbortController()
    async function read(): Promise<void> {
      const all: Charge[] = []
      let after: string | null = null
      for (;;) {
        const { data }: { data: ConsoleRunChargesQuery } = await client.query(
          ConsoleRunChargesDocument,
          { id: run, after },
          { signal: abort.signal },
        )
        const page: Page | undefined | null = data.run?.creditTransactions
        all.push(...(page?.nodes ?? []))
        if (!page?.pageInfo.hasNextPage) break
        after = page.pageInfo.endCursor ?? null
      }
      setCharges(all)
    }
    read().catch((error: Error) => abort.signal.aborted || setProblem(error.message))
    return () => abort.abort()
  }, [client, run, version])

  if (problem) return <p className="notice bad">{problem}</p>
  if (!charges) return <p className="soft">Loading the charges…</p>
  if (charges.length === 0) return <p className="soft">Nothing was charged for this run so far.</p>
  let sum = 0
  const sums = charges.map(({ amount }) => (sum -= Number(amount)))
  return (
    <div className="charges">
      <Chart
        label="Credits in sum"
        times={charges.map(({ createdAt }) => Date.parse(createdAt))}
        values={sums}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section className="charges-table" aria-label="Charges" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th>Time</th>
              <th>What</th>
              <th className="number">Tokens in</th>
              <th className="number">Tokens out</th>
              <th className="number">Credits</th>
              <th className="number">Sum</th>
            </tr>
          </thead>
          <tbody>
            {charges.map(({ id, createdAt, amount, modelId, typeText, details }, index) => (
              <tr key={id}>
                <td>{wallTime(Date.parse(createdAt))}</td>
                <td>{details?.toolName ?? modelId ?? typeText}</td>
                <td className="number">{details?.inputTokens ?? ''}</td>
                <td className="number">{details?.outputTokens ?? ''}</td>
                <td className="number">{(-Number(amount)).toFixed(2)}</td>
                <td className="number">{sums[index]?.toFixed(2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  )
}
