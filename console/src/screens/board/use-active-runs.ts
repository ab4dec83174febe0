import type { GatewayError } from '@ii-agent/gateway-client'
import { useEffect, useState } from 'react'
import { useGateway } from '../../data/gateway.ts'
import { type BoardRunFragment, ConsoleBoardDocument, ConsoleBoardOfAllDocument } from '../../gql/graphql.ts'
import { isActive } from '../../parts/run-status.tsx'

/** The runs that have not ended, as they change. */
export type ActiveRuns = {
  /** Undefined until the first state came. */
  readonly runs: readonly BoardRunFragment[] | undefined
  readonly error: Error | undefined
  /** Errors of a state that came in part. */
  readonly partial: readonly GatewayError[]
}

const nothing: ActiveRuns = { runs: undefined, error: undefined, partial: [] }

/** The runs that have not ended, live: those of the viewer, or with `ofAll`, for admins, those of all users. */
export function useActiveRuns(ofAll: boolean): ActiveRuns {
  const client = useGateway()
  const [state, setState] = useState<ActiveRuns>(nothing)

  useEffect(() => {
    const abort = new AbortController()
    const { signal } = abort
    setState(nothing)
    async function followOwn(): Promise<void> {
      for await (const { data, errors } of client.subscribe(ConsoleBoardDocument, {}, { signal }))
        setState({ runs: data.viewerUpdated.activeRuns, error: undefined, partial: errors })
    }
    async function followAll(): Promise<void> {
      const runs = new Map<string, BoardRunFragment>()
      for await (const { data, errors } of client.subscribe(ConsoleBoardOfAllDocument, {}, { signal })) {
        const { runActivity: run } = data
        if (isActive(run.status) || run.status === 'PAUSED') runs.set(run.id, run)
        else runs.delete(run.id)
        setState({ runs: [...runs.values()], error: undefined, partial: errors })
      }
    }
    const following = ofAll ? followAll() : followOwn()
    following.catch((error: Error) => signal.aborted || setState((shown) => ({ ...shown, error })))
    return () => abort.abort()
  }, [client, ofAll])

  return state
}
