import { useEffect, useState } from 'react'
import { useGateway } from '../../data/gateway.ts'
import { ConsoleRunChargesDocument, type ConsoleRunChargesQuery } from '../../gql/graphql.ts'

type Page = NonNullable<NonNullable<ConsoleRunChargesQuery['run']>['creditTransactions']>

/** An entry of the ledger that was charged for a run. */
export type Charge = Page['nodes'][number]

/** What a run was charged, as far as it is read. */
export type Charges = {
  /** Oldest first; undefined while they are read, and where they are not wanted. */
  readonly charges: readonly Charge[] | undefined
  readonly problem: string | undefined
}

/** Reads what a run was charged, again for each `version`; nothing while `isWanted` is false. */
export function useCharges(run: string, version: string | undefined, isWanted: boolean): Charges {
  const client = useGateway()
  const [state, setState] = useState<Charges>({ charges: undefined, problem: undefined })

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new sum has new charges.
  useEffect(() => {
    if (!isWanted) return
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
      setState({ charges: all, problem: undefined })
    }
    read().catch((error: Error) => {
      if (!abort.signal.aborted) setState((old) => ({ ...old, problem: error.message }))
    })
    return () => abort.abort()
  }, [client, run, version, isWanted])
  return state
}
